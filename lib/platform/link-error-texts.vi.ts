import type { ErrorText } from './error-texts.vi.ts';

/** Corrections, returns and copies of documents (Decree 30/2020, Art. 18, 21, 25). */
export const linkErrorTexts: Readonly<Record<string, ErrorText>> = {
  LINK_TO_ITSELF: {
    status: 422,
    text: 'Văn bản không thể thay thế, thu hồi hay đính chính chính nó. Sự kiện chưa được áp dụng.',
  },
  TOO_MANY_CORRECTIONS: {
    status: 422,
    text: 'Văn bản đã có quá nhiều công văn đính chính. Hãy thay thế bằng văn bản khác.',
  },
  NOT_INCOMING: {
    status: 409,
    text: 'Chỉ văn bản đến mới trả lại nơi gửi được. Quyết định chưa được ghi.',
  },
  NOTHING_TO_COPY: {
    status: 409,
    text: 'Văn bản không được ký hoặc đã hủy số nên không có bản gốc để sao.',
  },
  NO_SHEET: {
    status: 409,
    text: 'Chỉ văn bản đến đã vào sổ mới có phiếu giải quyết.',
  },
  DOCUMENT_RETURNED: {
    status: 422,
    text: 'Văn thư cơ quan nhận đã trả lại văn bản cho nơi gửi. Lý do nằm trong thông điệp trả lời.',
  },
};
