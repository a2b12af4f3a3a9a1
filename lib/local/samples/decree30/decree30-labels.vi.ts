import type { Urgency } from '../../../events/common.ts';

/** Fixed words of an administrative document (Decree 30/2020/NĐ-CP, Appendix I). */
export const COUNTRY_NAME = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
export const NUMBER_LABEL = 'Số:';
export const ADDRESSEE_LABEL = 'Kính gửi:';
export const RECIPIENTS_LABEL = 'Nơi nhận:';
export const LETTER_ABSTRACT_PREFIX = 'V/v';
export const END_OF_TEXT = './.';
export const SIGNED_WITHOUT_NAME = '(Đã ký)';

/** Printed small on every page: the facts may be real, the text is not. */
export const SAMPLE_NOTE =
  'Bản mẫu trình diễn của vanthu: nội dung do dự án biên soạn, không phải bản gốc, không có giá trị pháp lý.';

/** Urgency stamps with their sizes in millimetres: 20 × 8, 40 × 8, 30 × 8. */
export const URGENCY_STAMPS: Record<
  Exclude<Urgency, 'thuong'>,
  { readonly text: string; readonly width: number }
> = {
  khan: { text: 'KHẨN', width: 20 },
  thuong_khan: { text: 'THƯỢNG KHẨN', width: 40 },
  hoa_toc: { text: 'HỎA TỐC', width: 30 },
};
