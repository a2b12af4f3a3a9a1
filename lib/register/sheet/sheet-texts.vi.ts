import type { Urgency } from '../../events/common.ts';

/** What the phiếu giải quyết văn bản đến prints (Decree 30/2020, Appendix IV). */
export const sheetTexts = {
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  title: 'PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN',
  arrived: 'ĐẾN',
  stamp: {
    number: 'Số',
    date: 'Ngày',
    handedTo: 'Chuyển',
    fileCode: 'Số và ký hiệu HS',
  },
  /** Công văn have no name of their type on them. */
  letter: 'Công văn',
  documentOf: (what: string, code: string, date: string, issuer: string): string =>
    [what, code && `số ${code}`, date, `của ${issuer}`].filter(Boolean).join(' '),
  abstract: 'Trích yếu',
  dueOnDocument: 'Thời hạn ghi trên văn bản',
  agencyLeader: 'Ý kiến của lãnh đạo cơ quan, tổ chức',
  unitLeader: 'Ý kiến của lãnh đạo đơn vị',
  solver: 'Ý kiến đề xuất của người giải quyết',
  lead: 'Giao đơn vị, cá nhân chủ trì',
  cooperating: 'Giao đơn vị, cá nhân phối hợp',
  dueOn: 'Thời hạn giải quyết',
  person: 'Giao cho cá nhân',
  blankDate: 'Ngày ……  tháng ……  năm ………',
  dated: (longDate: string): string => `${longDate.charAt(0).toUpperCase()}${longDate.slice(1)}`,
  ended: {
    recalled: 'VĂN BẢN ĐÃ THU HỒI',
    replaced: 'VĂN BẢN ĐÃ ĐƯỢC THAY THẾ',
    returned: 'VĂN BẢN ĐÃ TRẢ LẠI NƠI GỬI',
  } as Readonly<Record<string, string>>,
  voided: (code: string): string => `${code} (hủy số)`,
  fileName: (number: string): string => `phieu-giai-quyet-${number}`,
};

export const urgencyStamps: Readonly<Record<Urgency, string | undefined>> = {
  thuong: undefined,
  khan: 'KHẨN',
  thuong_khan: 'THƯỢNG KHẨN',
  hoa_toc: 'HỎA TỐC',
};

export const circulationStamps: Readonly<Record<string, string>> = {
  luu_hanh_noi_bo: 'LƯU HÀNH NỘI BỘ',
  xem_xong_tra_lai: 'XEM XONG TRẢ LẠI',
  du_thao: 'DỰ THẢO',
};
