/** Every sentence of the desk that belongs to no single room. */
export const texts = {
  desk: 'Bàn văn thư',
  skip: 'Đến nội dung chính',
  menu: 'Các việc',
  menuOpen: 'Mở danh mục việc',
  menuClose: 'Đóng danh mục việc',
  signIn: 'Đăng nhập',
  signOut: 'Đăng xuất',
  signedOut: 'Đã đăng xuất. Những gì còn trên màn hình này đã được xóa.',
  signInLead:
    'Dành cho văn thư, cán bộ rà soát và người vận hành của cơ quan. Đăng nhập bằng tài khoản do cơ quan cấp; mọi quyết định tại đây được ghi vào nhật ký dưới tên người đăng nhập.',
  signInFailed: 'Chưa đăng nhập được.',
  signInAgain: 'Đăng nhập lại',
  expired:
    'Phiên đăng nhập đã hết hạn. Những gì đã gõ được giữ và sẽ hiện lại khi chính anh/chị đăng nhập lại, trừ văn bản đang đăng ký chưa chọn độ mật là thường.',
  noRole:
    'Tài khoản này chưa được giao vai trò nào ở bàn văn thư. Hãy liên hệ người vận hành của cơ quan.',
  starting: 'Đang mở bàn văn thư…',
  startFailed: 'Chưa mở được bàn văn thư.',
  loading: 'Đang tải…',
  reload: 'Tải lại',
  more: 'Xem thêm',
  retry: 'Thử lại',
  back: 'Về danh sách',
  close: 'Đóng',
  cancel: 'Thôi',
  offline:
    'Máy đang mất kết nối mạng. Số liệu trên màn hình là của lần tải trước; việc đang gõ vẫn được giữ.',
  staleData: 'Chưa tải được số liệu mới; đang hiện số liệu của lần tải trước.',
  notFound: 'Không có trang này ở bàn văn thư.',
  notAllowed: 'Việc này không thuộc vai trò của anh/chị.',
  roles: { clerk: 'văn thư', officer: 'cán bộ rà soát', operator: 'người vận hành' },
  updated: (clock: string) => `Cập nhật lúc ${clock}`,
  shortcuts: 'Phím tắt',
  shortcutsHint: 'Nhấn ? để xem phím tắt',
  shortcutsOn: 'Dùng phím tắt một phím',
  shortcutRows: [
    ['1 – 9, 0', 'Mở việc theo thứ tự trong danh mục; 0 là việc thứ mười'],
    ['↑ ↓ Home End', 'Chuyển giữa các dòng của danh sách'],
    ['Enter', 'Mở dòng đang chọn'],
    ['l', 'Đến danh sách của trang'],
    ['r', 'Tải lại'],
    ['b', 'Về danh sách'],
    ['Chữ cái ghi trên nút', 'Chọn việc đó; luôn hỏi lại trước khi ghi'],
    ['Ctrl + Enter', 'Xác nhận trong hộp hỏi lại'],
    ['Esc', 'Thôi, đóng hộp hỏi lại'],
    ['?', 'Mở bảng này'],
  ] as const,
} as const;

/** What went wrong on the way to the office; the office's own refusals bring their own sentence. */
export const failureTexts = {
  offline: 'Không kết nối được với hệ thống. Hãy kiểm tra mạng rồi thử lại.',
  unreachable: 'Hệ thống đang bận hoặc tạm ngừng. Hãy thử lại sau ít phút.',
  'signed-out': 'Phiên đăng nhập đã hết hạn. Hãy đăng nhập lại.',
  unreadable: 'Hệ thống trả lời không đúng dạng trang này hiểu. Hãy tải lại trang.',
  refused: 'Hệ thống không nhận yêu cầu này.',
} as const;

export const unsureTexts = {
  title: 'Có quyết định chưa rõ đã được ghi hay chưa',
  explain:
    'Mất kết nối khi đang gửi. Gửi lại bao nhiêu lần thì quyết định cũng chỉ được ghi một lần.',
  resend: 'Gửi lại',
  drop: 'Không gửi nữa',
  dropped: 'Đã bỏ, không gửi lại. Nếu lần gửi trước đã tới nơi thì quyết định vẫn có hiệu lực.',
  locked: 'Nội dung được giữ nguyên như đã gửi.',
  ofOthers: (count: number) =>
    `Trong thẻ này còn ${count} quyết định chưa rõ của người khác – không gửi lại được.`,
} as const;
