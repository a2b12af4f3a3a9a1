/** Wording of one document: its facts, states, files and links. */
export const documentTexts = {
  facts: 'Thông tin văn bản',
  states: 'Tình trạng',
  files: 'Tệp',
  history: 'Nhật ký',
  links: 'Văn bản liên quan',
  acts: 'Việc làm được',
  assignment: 'Giao giải quyết',
  lead: 'Chủ trì',
  cooperating: 'Phối hợp',
  direction: 'Ý kiến chỉ đạo',
  due: 'Hạn giải quyết',
  sheet: 'Phiếu giải quyết (PDF)',
  noCode: 'Văn bản không số',
  noHistory: 'Chưa có dòng nhật ký nào.',
  paper: 'Văn bản giấy, không có tệp.',
  open: 'Mở tệp trong thẻ mới',
  save: 'Tải tệp về máy',
  openHint: 'Trình duyệt này không xem PDF ngay trong trang.',
  addressOld: 'Địa chỉ của tệp chỉ dùng được trong năm phút.',
  viewer: (name: string) => `Xem tệp ${name}`,
  show: (name: string) => `Xem ${name}`,
  mainFile: 'bản chính',
  attachment: 'phụ lục, tài liệu kèm theo',
  draftFile: 'bản dự thảo đã duyệt',
  leaderFile: 'bản lãnh đạo đã ký số',
  sealedFile: 'bản đã ký số, đã phát hành',
  numbered: (number: string) => `Số ${number}`,
  arrivalNumber: (number: string) => `Số đến ${number}`,
  voided: 'hủy số',
  numberComes: 'Số đang được cấp…',
  returned: (why: string) => `${why}, đã trả lại nơi gửi; văn bản không vào sổ.`,
  changed: (what: string) => `Tình trạng mới: ${what}`,
  heldTitle: 'Văn bản tạm giữ',
  heldWhy: 'Vì sao tạm giữ',
  heldFrom: 'Nơi gửi',
  heldDeclared: 'Độ mật nơi gửi ghi',
  heldNone: 'không ghi',
  heldWarning:
    'Nội dung dưới đây chỉ văn thư xem được. Nếu là văn bản mật thì từ chối ngay, không sao chép, không gửi tiếp.',
} as const;

/** Facts in the order of the books; what is not named here is not shown. */
export const factLabels: Readonly<Record<string, string>> = {
  documentCode: 'Số, ký hiệu',
  typeName: 'Tên loại',
  abstract: 'Trích yếu',
  issuer: 'Cơ quan ban hành',
  issuedOn: 'Ngày văn bản',
  arrivalNumber: 'Số đến',
  arrivedOn: 'Ngày đến',
  urgency: 'Độ khẩn',
  secrecy: 'Độ mật nơi gửi ghi',
  circulation: 'Phạm vi lưu hành',
  signerName: 'Người ký',
  signerTitle: 'Chức vụ người ký',
  field: 'Lĩnh vực',
  addressees: 'Nơi nhận',
  dueOn: 'Hạn giải quyết',
  pageCount: 'Số trang',
};

export const urgencyWords: Readonly<Record<string, string>> = {
  thuong: 'Thường',
  khan: 'Khẩn',
  thuong_khan: 'Thượng khẩn',
  hoa_toc: 'Hỏa tốc',
};

export const circulationWords: Readonly<Record<string, string>> = {
  luu_hanh_noi_bo: 'Lưu hành nội bộ',
  xem_xong_tra_lai: 'Xem xong trả lại',
  du_thao: 'Dự thảo',
};

export const concernWords: Readonly<Record<string, string>> = {
  core: 'Văn bản',
  screening: 'Độ mật',
  numbering: 'Số',
  signing: 'Ký số',
  review: 'Rà soát',
  publication: 'Cổng văn bản',
  notices: 'Báo tin',
  duplicates: 'Trùng',
  exchange: 'Liên thông',
};

/** States whose word in the register alone would not say it to a clerk. */
export const stateWords: Readonly<Record<string, string>> = {
  'numbering:given': 'số do nơi gửi cấp',
  'numbering:allocated': 'đã cấp số',
  'numbering:void': 'hủy số',
  'numbering:none': 'chưa cấp số',
  'notices:planned': 'đang báo tin',
  'notices:fanned_out': 'đã báo tin',
  'notices:none': 'không báo tin',
  'signing:none': 'không ký ở đây',
  'signing:pending': 'chờ ký số',
  'review:none': 'không rà soát',
  'publication:none': 'chưa công khai',
  'publication:approved': 'đang đưa lên Cổng',
  'screening:file-refused': 'chưa xét',
  'core:file-refused': 'không nhận, đã trả lại nơi gửi',
};

/** Why a document was given back before it came into the book. */
export const refusalWords: Readonly<Record<string, string>> = {
  PDF_BROKEN: 'Tệp PDF hỏng',
  NOT_PDF: 'Tệp khai là PDF nhưng không phải PDF',
  TEXT_NOT_UTF8: 'Tệp chữ không phải UTF-8',
  FILE_TOO_LARGE: 'Tệp vượt giới hạn 100 MB',
  FILE_HASH_DIFFERS: 'Tệp không khớp mã băm đã khai',
  FILE_REFUSED: 'Tệp không được nhận',
  FILE_NEVER_CAME: 'Quá 24 giờ không nhận được tệp',
  FILE_HELD: 'Tệp đang bị tạm giữ vì chưa rõ độ mật',
  SECRET_REFUSED: 'Tệp mật, không được nhận',
};

/** What became of the notices of one occasion. */
export const toldText = (queued: string, suppressed: string): string =>
  suppressed === '0' ? `${queued} tin` : `${queued} tin, ${suppressed} tin không gửi`;

export const linkWords: Readonly<Record<string, string>> = {
  corrects: 'Đính chính cho',
  corrected: 'Được đính chính bởi',
  'corrected-by': 'Được đính chính bởi',
  replaces: 'Thay thế',
  replaced: 'Được thay thế bởi',
  'replaced-by': 'Được thay thế bởi',
  recalls: 'Thu hồi',
  recalled: 'Bị thu hồi bởi',
  'recalled-by': 'Bị thu hồi bởi',
  copies: 'Sao từ',
  copied: 'Có bản sao',
  'copied-by': 'Có bản sao',
  'doubles-waiting': 'Có thể là bản trùng, chờ Văn thư quyết định:',
  'doubles-noted': 'Có thể là bản trùng của',
  'doubles-joined': 'Là bản trùng của',
  'doubles-kept': 'Đã xét, không trùng với',
  'duplicated-by': 'Có bản trùng',
  returned: 'Trả lại',
};
