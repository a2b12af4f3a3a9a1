import type { DocumentFacts, Urgency } from '../../events/common.ts';

/** Column titles as Appendix IV of Decree 30/2020 prints them; copies and progress in its manner. */
export const columnTitles = {
  incoming: {
    arrivedOn: 'Ngày đến',
    number: 'Số đến',
    issuer: 'Tác giả',
    code: 'Số, ký hiệu văn bản',
    issuedOn: 'Ngày tháng văn bản',
    abstract: 'Tên loại và trích yếu nội dung văn bản',
    receiver: 'Đơn vị hoặc người nhận',
    handedOn: 'Ngày chuyển',
    signature: 'Ký nhận',
    note: 'Ghi chú',
  },
  outgoing: {
    code: 'Số, ký hiệu văn bản',
    issuedOn: 'Ngày tháng văn bản',
    abstract: 'Tên loại và trích yếu nội dung văn bản',
    signer: 'Người ký',
    addressees: 'Nơi nhận văn bản',
    keeper: 'Đơn vị, người nhận bản lưu',
    copies: 'Số lượng bản',
    handedOn: 'Ngày chuyển',
    signature: 'Ký nhận',
    note: 'Ghi chú',
  },
  copies: {
    code: 'Số, ký hiệu bản sao',
    issuedOn: 'Ngày tháng bản sao',
    kind: 'Hình thức sao',
    original: 'Số, ký hiệu, ngày tháng văn bản được sao',
    issuer: 'Tác giả',
    abstract: 'Tên loại và trích yếu nội dung văn bản được sao',
    signer: 'Người ký bản sao',
    addressees: 'Nơi nhận bản sao',
    copies: 'Số lượng bản',
    note: 'Ghi chú',
  },
  progress: {
    number: 'Số đến',
    document: 'Tên loại, số và ký hiệu, ngày tháng và tác giả văn bản',
    abstract: 'Trích yếu nội dung',
    receiver: 'Đơn vị hoặc người chủ trì',
    cooperating: 'Đơn vị hoặc người phối hợp',
    dueOn: 'Thời hạn giải quyết',
    progress: 'Tiến độ giải quyết',
    note: 'Ghi chú',
  },
} as const;

export const bookNames = {
  incoming: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
  outgoing: 'SỔ ĐĂNG KÝ VĂN BẢN ĐI',
  copies: 'SỔ ĐĂNG KÝ BẢN SAO VĂN BẢN',
  progress: 'SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN',
} as const;

export const urgencyMarks: Readonly<Record<Urgency, string | undefined>> = {
  thuong: undefined,
  khan: 'Khẩn',
  thuong_khan: 'Thượng khẩn',
  hoa_toc: 'Hỏa tốc',
};

export const circulationMarks: Readonly<Record<NonNullable<DocumentFacts['circulation']>, string>> =
  {
    luu_hanh_noi_bo: 'Lưu hành nội bộ',
    xem_xong_tra_lai: 'Xem xong trả lại',
    du_thao: 'Dự thảo',
  };

export const notes = {
  void: (reason: string | undefined) => (reason === undefined ? 'Hủy số' : `Hủy số: ${reason}`),
  recalled: (by: string | undefined) =>
    by === undefined ? 'Đã thu hồi' : `Đã thu hồi theo văn bản số ${by}`,
  replaced: (by: string | undefined) =>
    by === undefined ? 'Đã được thay thế' : `Được thay thế bằng văn bản số ${by}`,
  returned: (reason: string | undefined) =>
    reason === undefined ? 'Đã trả lại nơi gửi' : `Đã trả lại nơi gửi: ${reason}`,
  corrected: (by: string | undefined) =>
    by === undefined ? 'Đã được đính chính' : `Đính chính tại văn bản số ${by}`,
  copyOf: (number: string | undefined) =>
    number === undefined ? 'Bản trùng' : `Bản trùng với số ${number}`,
  notIssued: 'Chưa phát hành',
  paper: 'Bản giấy',
};

export const copyForms = { SY: 'Sao y', TrS: 'Trích sao', SL: 'Sao lục' } as const;

/** Stands for công văn, which has no name of its type. */
export const typed = (typeName: string | undefined, abstract: string): string =>
  typeName === undefined ? abstract : `${typeName}: ${abstract}`;

export const kept = /^lưu\s*:/iu;
export const dated = (code: string, date: string): string => `${code} ngày ${date}`;
export const cooperating = (names: string): string => `Phối hợp: ${names}`;

export const progressWords = {
  done: (date: string) => `Đã giải quyết ngày ${date}`,
  overdue: (days: number) => `Quá hạn ${days} ngày`,
  underWay: 'Đang giải quyết',
  stopped: 'Thôi giải quyết',
  unassigned: 'Chưa giao',
};

/** The type without a name of its own. */
export const officialLetter = 'công văn';

const seriesNames: Readonly<Record<string, string>> = {
  '': 'số do hệ điều hành tác nghiệp cấp',
  den: 'số do Văn thư cấp',
  di: 'số chung',
};

/** What a printed book says besides its rows (Appendix IV). */
export const printTexts = {
  year: (year: number) => `Năm: ${year}`,
  dates: (from: string, to: string) => `Từ ngày ${from} đến ngày ${to}`,
  numbers: (first: string, last: string) =>
    first === '' ? 'Từ số ……… đến số ………' : `Từ số ${first} đến số ${last}`,
  ofSequence: (line: string, seriesId: string) =>
    `${line} (${seriesNames[seriesId] ?? `sổ số ${seriesId}`})`,
  volume: (volume: string) => `Quyển số: ${volume}`,
  pageHead: (title: string, year: number) => `${title} – NĂM ${year}`,
  page: (page: number, pages: number) => `Trang ${page}/${pages}`,
  pageWord: 'Trang',
  printedAt: (clock: string, date: string) => `Lập lúc ${clock} ngày ${date}.`,
  nothing: 'Không có văn bản nào được đăng ký trong thời gian này.',
  total: (rows: number, voids: number) =>
    voids === 0 ? `Tổng số: ${rows} dòng.` : `Tổng số: ${rows} dòng, trong đó ${voids} số hủy.`,
  dateLine: '………………, ngày …… tháng …… năm ……',
  keeper: 'NGƯỜI GIỮ SỔ',
  keeperHint: '(Ký, ghi rõ họ tên)',
  head: 'XÁC NHẬN CỦA CƠ QUAN',
  headHint: '(Ký, ghi rõ họ tên, đóng dấu)',
};
