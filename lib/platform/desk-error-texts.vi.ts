import type { ErrorText } from './error-texts.vi.ts';

/** What a person at the desk can meet besides what the register returns a decision with. */
export const deskErrorTexts: Readonly<Record<string, ErrorText>> = {
  NO_TOKEN: { status: 401, text: 'Bạn chưa đăng nhập. Hãy đăng nhập rồi làm lại.' },
  BAD_TOKEN: {
    status: 401,
    text: 'Phiên đăng nhập không hợp lệ. Hãy đăng nhập lại.',
  },
  TOKEN_EXPIRED: { status: 401, text: 'Phiên đăng nhập đã hết hạn. Hãy đăng nhập lại.' },
  ISSUER_UNREACHABLE: {
    status: 503,
    text: 'Chưa kiểm tra được phiên đăng nhập vì hệ thống đăng nhập không trả lời. Hãy thử lại sau ít phút.',
  },
  PERSON_UNKNOWN: {
    status: 403,
    text: 'Tài khoản của bạn chưa có trong danh bạ của cơ quan. Hãy báo đơn vị vận hành.',
  },
  CALL_UNKNOWN: { status: 404, text: 'Bàn làm việc không có chức năng này.' },
  DOCUMENT_UNKNOWN: { status: 404, text: 'Không có văn bản này.' },
  ALREADY_DECIDED: {
    status: 409,
    text: '{by} đã quyết định việc này lúc {at}. Quyết định của bạn chưa được ghi. Hãy mở lại văn bản để xem.',
  },
  DECISION_TOO_LATE: {
    status: 409,
    text: 'Văn bản đã chuyển sang bước khác. Quyết định của bạn chưa được ghi. Hãy mở lại văn bản để xem.',
  },
  FILE_UNKNOWN: {
    status: 404,
    text: 'Văn bản không có tệp này, hoặc tệp chưa được kiểm tra xong.',
  },
  FILE_TOO_LARGE_TO_SHOW: {
    status: 413,
    text: 'Tệp lớn hơn 4,5 MB nên không xem được ở đây khi văn bản còn tạm giữ. Hãy quyết định theo thông tin của văn bản hoặc hỏi nơi gửi.',
  },
  PRINT_TOO_LARGE: {
    status: 413,
    text: 'Tệp in ra lớn hơn 4,5 MB nên không tải được ở đây. Hãy báo đơn vị vận hành xuất bằng lệnh.',
  },
  QUEUE_UNKNOWN: { status: 404, text: 'Không có hàng đợi này. Các hàng đợi: {queues}.' },
  REDRIVE_FAILED: {
    status: 502,
    text: 'SQS không chuyển lại được các thông điệp hỏng. Hãy xem hàng đợi rồi thử lại.',
  },
};
