import type { ErrorText } from './error-texts.vi.ts';

const unsigned = (text: string): ErrorText => ({
  status: 422,
  text: `${text} Văn bản chưa được ký.`,
});

/** Why a draft was not signed: told on the bus, and to the clerk by the command line. */
export const signingErrorTexts: Readonly<Record<string, ErrorText>> = {
  PDF_ENCRYPTED: unsigned('Tệp có mật khẩu nên không ký số được. Hãy bỏ mật khẩu rồi trình lại.'),
  PDF_TOO_COMPLEX: unsigned('Tệp PDF quá phức tạp. Hãy xuất lại tệp rồi trình lại.'),
  PDF_CERTIFIED: unsigned('Tệp PDF đã được chứng thực và cấm thay đổi.'),
  PDF_XFA: unsigned('Tệp PDF là biểu mẫu XFA. Hãy in ra PDF thường rồi trình lại.'),
  PDF_ALREADY_SIGNED: unsigned('Tệp PDF đã có chữ ký số. Hãy trình bản chưa ký.'),
  PDF_ALREADY_PREPARED: unsigned('Tệp PDF đã có sẵn các ô ký của hệ thống. Hãy trình bản gốc.'),
  PAGE_MISSING: unsigned('Tệp PDF không có trang cần ký. Hãy kiểm tra vị trí các ô ký.'),
  PAGE_ROTATED: unsigned('Trang cần ký bị xoay. Hãy xuất lại tệp rồi trình lại.'),
  FIELD_MISSING: unsigned('Tệp PDF thiếu ô ký hoặc ô số, ngày.'),
  FIELD_NAME_TAKEN: unsigned('Tệp PDF có ô trùng tên với ô ký của hệ thống.'),
  FIELD_LOCKED: unsigned('Ô ký hoặc ô số, ngày đã bị một chữ ký khóa lại.'),
  FIELD_ALREADY_SIGNED: unsigned('Ô ký đã có chữ ký.'),
  FIELD_ALREADY_FILLED: unsigned('Ô số, ngày đã có nội dung.'),
  RESERVE_TOO_SMALL: unsigned('Chữ ký lớn hơn chỗ đã dành trong tệp. Hãy báo đơn vị vận hành.'),
  AGENCY_SEAL_NEEDS_LEADER: unsigned(
    'Chưa có chữ ký hợp lệ của người có thẩm quyền nên không đóng dấu được.',
  ),
  CERT_UNREADABLE: unsigned('Không đọc được chứng thư số của người ký. Hãy báo đơn vị vận hành.'),
  CERT_KEY_MISMATCH: unsigned('Chứng thư số không khớp với khóa ký. Hãy báo đơn vị vận hành.'),
  CERT_EXPIRED: unsigned('Chứng thư số của người ký đã hết hạn. Hãy gia hạn rồi trình lại.'),
  CERT_NOT_YET_VALID: unsigned('Chứng thư số của người ký chưa có hiệu lực.'),
  CERT_KEY_USAGE: unsigned('Chứng thư số của người ký không dùng để ký văn bản.'),
  CERT_ALGORITHM: unsigned('Thuật toán của chứng thư số không dùng được. Hãy báo đơn vị vận hành.'),
  IMAGE_UNSUPPORTED: unsigned('Ảnh chữ ký hoặc ảnh dấu không dùng được. Hãy thay ảnh khác.'),
  FONT_UNSUPPORTED: unsigned('Phông chữ để ghi số, ngày không dùng được. Hãy báo đơn vị vận hành.'),
  TEXT_TOO_WIDE: unsigned('Số hoặc ngày không vừa ô đã dành. Hãy nới ô rồi trình lại.'),
  TEXT_NOT_IN_FONT: unsigned(
    'Phông chữ thiếu ký tự của số hoặc ngày. Hãy kiểm tra ký hiệu, địa danh.',
  ),
  SIGNER_UNKNOWN: unsigned('Người ký chưa được đăng ký khóa và chứng thư số.'),
  STEP_MISSING: unsigned('Thiếu kết quả của bước ký trước. Hãy báo đơn vị vận hành.'),
};
