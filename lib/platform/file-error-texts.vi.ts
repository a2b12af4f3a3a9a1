import type { ErrorText } from './error-texts.vi.ts';

/** Why a document was returned for its files, or given up: told on the bus. */
export const fileErrorTexts: Readonly<Record<string, ErrorText>> = {
  NOT_PDF: { status: 422, text: 'Tệp khai là PDF nhưng không phải PDF. Hãy gửi lại bản PDF.' },
  PDF_BROKEN: {
    status: 422,
    text: 'Tệp PDF bị hỏng hoặc thiếu phần cuối. Hãy xuất lại tệp rồi gửi lại.',
  },
  TEXT_NOT_UTF8: {
    status: 422,
    text: 'Tệp khai là văn bản chữ (text/plain) nhưng không phải UTF-8. Hãy lưu lại theo UTF-8 rồi gửi lại.',
  },
  FILE_TOO_LARGE: {
    status: 422,
    text: 'Tệp vượt giới hạn 100 MB. Hãy giảm dung lượng rồi gửi lại.',
  },
  FILE_HASH_DIFFERS: {
    status: 422,
    text: 'Tệp nhận được không khớp mã băm SHA-256 đã khai. Hãy gửi lại đúng tệp.',
  },
  FILE_NEVER_CAME: {
    status: 422,
    text: 'Đã quá 24 giờ mà chưa nhận được tệp của văn bản. Văn bản chưa được đăng ký. Hãy gửi lại.',
  },
  FILE_HELD: {
    status: 422,
    text: 'Tệp của văn bản đang được tạm giữ vì chưa rõ độ mật, chờ Văn thư xác nhận. Văn bản chưa được đăng ký.',
  },
  FILE_GONE: { status: 422, text: 'Không còn tệp của văn bản trong kho. Hãy báo Văn thư cơ quan.' },
  ENVELOPE_GONE: {
    status: 422,
    text: 'Nội dung tạm giữ của văn bản đã bị hủy. Hãy gửi lại văn bản.',
  },
  WORK_EXHAUSTED: {
    status: 500,
    text: 'Đã thử nhiều lần mà chưa xử lý được. Văn thư cơ quan đã được báo để xem xét.',
  },
};
