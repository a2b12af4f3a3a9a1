import { bookErrorTexts } from './book-error-texts.vi.ts';
import { deskErrorTexts } from './desk-error-texts.vi.ts';
import { fileErrorTexts } from './file-error-texts.vi.ts';
import { linkErrorTexts } from './link-error-texts.vi.ts';
import { signingErrorTexts } from './signing-error-texts.vi.ts';
import { webhookErrorTexts } from './webhook-error-texts.vi.ts';

/** HTTP status and text of every code a sender can meet; {facts} are filled in. docs/errors.md lists them. */
export interface ErrorText {
  readonly status: number;
  readonly text: string;
}

export const errorTexts: Readonly<Record<string, ErrorText>> = {
  BAD_SIGNATURE: {
    status: 401,
    text: 'Không xác thực được nơi gửi: chữ ký của thông điệp không khớp. Hãy kiểm tra khóa và gửi lại nguyên văn nội dung đã ký.',
  },
  UNKNOWN_SOURCE: {
    status: 401,
    text: 'Không xác thực được nơi gửi: nguồn gửi chưa được đăng ký. Hãy liên hệ đơn vị vận hành hệ thống.',
  },
  STALE_EVENT: {
    status: 401,
    text: 'Thời gian gửi lệch quá 5 phút so với giờ hệ thống ({serverTime}). Hãy chỉnh đồng hồ máy gửi rồi gửi lại.',
  },
  SOURCE_DISABLED: {
    status: 403,
    text: 'Nguồn gửi đã bị ngừng sử dụng. Sự kiện chưa được ghi. Hãy liên hệ đơn vị vận hành hệ thống.',
  },
  SOURCE_NOT_ALLOWED: {
    status: 403,
    text: 'Nguồn gửi không được phép gửi loại sự kiện {type}. Sự kiện chưa được ghi.',
  },
  BAD_JSON: { status: 400, text: 'Nội dung gửi không phải JSON hợp lệ. Hãy kiểm tra rồi gửi lại.' },
  BAD_EVENT: {
    status: 400,
    text: 'Sự kiện không đúng mẫu ở các trường: {where}. Hãy đối chiếu docs/events rồi gửi lại.',
  },
  BAD_REQUEST: {
    status: 400,
    text: 'Yêu cầu không đúng mẫu ở các trường: {where}. Hãy kiểm tra rồi gửi lại.',
  },
  UNKNOWN_TYPE: {
    status: 400,
    text: 'Không biết loại sự kiện này. Danh mục sự kiện ở docs/events.',
  },
  UNKNOWN_VERSION: {
    status: 400,
    text: 'Chưa hỗ trợ phiên bản này của sự kiện. Danh mục sự kiện ở docs/events.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    text: 'Sự kiện vượt giới hạn {limit} byte. Hãy gửi tệp qua POST /files và chỉ nêu mã băm trong sự kiện.',
  },
  EVENT_CHANGED: {
    status: 409,
    text: 'Mã sự kiện này đã dùng cho nội dung khác. Hãy gửi nội dung mới với mã sự kiện mới.',
  },
  SECRET_REFUSED: {
    status: 422,
    text: 'Hệ thống không tiếp nhận văn bản mật. Nội dung không được lưu. Hãy chuyển theo quy định về bảo vệ bí mật nhà nước và báo Văn thư cơ quan.',
  },
  TOO_MANY_WAITING: {
    status: 429,
    text: 'Quá nhiều sự kiện của văn bản này đến trước văn bản. Hãy gửi văn bản trước rồi gửi lại sự kiện.',
  },
  ALREADY_KNOWN: {
    status: 409,
    text: 'Văn bản này đã được tiếp nhận trước đó. Sự kiện không làm thay đổi văn bản.',
  },
  DUPLICATE: {
    status: 409,
    text: 'Văn bản này trùng với một văn bản đã có số. Bản này được ghi là bản trùng, không cấp số mới.',
  },
  NOT_A_DUPLICATE: {
    status: 409,
    text: 'Văn bản này không bị nghi trùng nên không có gì để quyết định.',
  },
  ROLE_NOT_ALLOWED: {
    status: 403,
    text: 'Vai trò của người thực hiện không có quyền làm việc này. Quyết định chưa được ghi.',
  },
  VERSION_CHANGED: {
    status: 409,
    text: 'Văn bản đã thay đổi sau khi được mở. Quyết định chưa được ghi. Hãy xem bản mới rồi quyết định lại.',
  },
  CIRCULATION_LIMITED: {
    status: 409,
    text: 'Văn bản có chỉ dẫn phạm vi lưu hành nên không được công khai trên Cổng.',
  },
  NOTHING_TO_SEAL: {
    status: 409,
    text: 'Văn bản không ở trong quy trình ký số nên không có gì để đóng dấu.',
  },
  TAKEN_BACK: {
    status: 409,
    text: 'Văn bản đã bị thu hồi hoặc thay thế nên không phát hành được.',
  },
  NUMBER_NOT_OURS: {
    status: 409,
    text: 'Số của văn bản do hệ thống khác cấp nên không hủy được ở đây.',
  },
  NO_NUMBER: {
    status: 409,
    text: 'Văn bản chưa được cấp số và sẽ không được ký, nên không có số để hủy.',
  },
  ALREADY_ISSUED: {
    status: 409,
    text: 'Văn bản đã phát hành nên không hủy số được. Hãy thu hồi hoặc thay thế văn bản.',
  },
  APPROVAL_MISSING: {
    status: 422,
    text: 'Thiếu chứng cứ phê duyệt của người có thẩm quyền. Văn bản chưa được ký.',
  },
  APPROVAL_FORGED: {
    status: 422,
    text: 'Chứng cứ phê duyệt không hợp lệ hoặc người phê duyệt chưa được đăng ký. Văn bản chưa được ký.',
  },
  APPROVAL_OTHER_VERSION: {
    status: 422,
    text: 'Chứng cứ phê duyệt thuộc về văn bản, phiên bản hoặc người ký khác. Văn bản chưa được ký.',
  },
  ...bookErrorTexts,
  ...deskErrorTexts,
  ...fileErrorTexts,
  ...linkErrorTexts,
  ...signingErrorTexts,
  ...webhookErrorTexts,
  BUSY: { status: 503, text: 'Hệ thống đang bận. Sự kiện chưa được ghi. Hãy gửi lại sau ít giây.' },
  INTERNAL: {
    status: 500,
    text: 'Hệ thống gặp sự cố. Sự kiện chưa chắc đã được ghi. Hãy gửi lại nguyên văn với cùng mã sự kiện.',
  },
};

/** The text of a code with its facts filled in. */
export const errorTextOf = (code: string, facts: Readonly<Record<string, string>>): ErrorText => {
  const named = Object.hasOwn(errorTexts, code) ? errorTexts[code] : errorTexts['INTERNAL'];
  const known = named ?? { status: 500, text: code };
  return {
    status: known.status,
    text: known.text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '…'),
  };
};
