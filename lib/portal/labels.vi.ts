/** Every text a visitor of the portal reads. */
export const labels = {
  language: 'vi',
  siteName: 'Cổng văn bản',
  skip: 'Đến nội dung chính',
  navigation: 'Điều hướng chính',
  home: 'Trang chủ',
  newest: 'Văn bản mới',
  newestLong: 'Văn bản mới công khai',
  about: 'Giới thiệu',
  feed: 'Nguồn tin Atom',
  allNewest: 'Xem tất cả văn bản mới',
  empty: 'Chưa có văn bản nào được công khai.',
  emptyPage: 'Các văn bản của trang này đã được gỡ.',
  homeTitle: 'Văn bản về công tác dân tộc',
  lead: (agency: string) =>
    `Các văn bản do ${agency} ban hành hoặc nhận được và đã công khai sau khi rà soát. Mỗi văn bản có tệp PDF để tải về và mã SHA-256 để đối chiếu.`,
  total: (count: number) => `${count.toLocaleString('vi-VN')} văn bản đang được công khai`,
  archiveTitle: (number: number) => `Văn bản đã công khai, trang ${number}`,
  archiveNote: 'Trang đánh số từ văn bản công khai sớm nhất; số trang không thay đổi về sau.',
  older: 'Cũ hơn',
  newer: 'Mới hơn',
  pages: 'Chuyển trang',

  code: 'Số, ký hiệu',
  abstract: 'Trích yếu',
  issuer: 'Cơ quan ban hành',
  type: 'Loại văn bản',
  issuedOn: 'Ngày ban hành',
  field: 'Lĩnh vực',
  signer: 'Người ký',
  pageCount: 'Số trang',
  publishedOn: 'Ngày công khai',
  noCode: 'Không số',
  numbered: (code: string) => `Số ${code}`,
  download: 'Tải về PDF',
  downloadNote: 'Nội dung chính thức của văn bản nằm trong tệp PDF.',
  print: 'In bài viết',
  printNote:
    'Trang này in được bằng lệnh In của trình duyệt (Ctrl + P); bản in chỉ gồm thông tin văn bản.',
  facts: 'Thông tin văn bản',
  checksum: 'Mã SHA-256',
  signature: 'Chữ ký số',
  at: (clock: string, date: string) => `${clock} ngày ${date}`,
  signedHere: (leaderAt: string, agencyAt: string) =>
    `Người có thẩm quyền ký số lúc ${leaderAt}; cơ quan ký số lúc ${agencyAt}.`,
  others: 'Tin khác',

  gone: {
    recalled: {
      title: 'Văn bản này đã được thu hồi',
      text: 'Cơ quan ban hành đã thu hồi văn bản này. Đề nghị không sử dụng, không lưu hành các bản đã tải về.',
    },
    replaced: {
      title: 'Văn bản này đã được thay thế',
      text: 'Văn bản này không còn được sử dụng vì đã có văn bản khác thay thế.',
    },
    removed: {
      title: 'Văn bản này đã được gỡ',
      text: 'Văn bản này không còn được công khai trên Cổng.',
    },
  },
  goneSince: (date: string) => `Gỡ khỏi Cổng ngày ${date}.`,
  goneDocument: (code: string | undefined, date: string | undefined) =>
    [code && `Văn bản số ${code}`, date && `${code ? '' : 'Văn bản '}ngày ${date}`]
      .filter(Boolean)
      .join(' '),
  successor: 'Được thay thế bởi',

  notFoundTitle: 'Không tìm thấy trang',
  notFoundText:
    'Địa chỉ này không có trên Cổng. Có thể địa chỉ bị gõ nhầm hoặc liên kết đã cũ. Mời tìm trong danh mục văn bản mới.',

  aboutTitle: 'Giới thiệu Cổng văn bản',
  aboutPurpose: (agency: string) =>
    `Cổng này công khai các văn bản về công tác dân tộc mà ${agency} ban hành hoặc nhận được, để cán bộ của cơ quan, các bộ, ngành, địa phương và người dân tra cứu.`,
  aboutReviewTitle: 'Văn bản được công khai như thế nào',
  aboutReview:
    'Mỗi văn bản chỉ được công khai sau khi cán bộ rà soát quyết định đối với đúng bản đó. Hệ thống không tiếp nhận văn bản có nội dung bí mật nhà nước. Văn bản bị thu hồi hoặc thay thế được gỡ khỏi Cổng; địa chỉ của nó vẫn còn và cho biết lý do.',
  aboutFileTitle: 'Tệp PDF và cách đối chiếu',
  aboutFile:
    'Tệp PDF được đưa lên nguyên vẹn như bản lưu tại cơ quan, không thêm, không bớt. Mã SHA-256 trên trang của văn bản giúp kiểm tra tệp đã tải về có đúng là tệp đã công khai hay không.',
  aboutReuseTitle: 'Theo dõi và sử dụng lại',
  aboutReuse: 'Danh sách văn bản mới có ở dạng Atom để các hệ thống khác tự động cập nhật:',
  aboutAccessTitle: 'Hỗ trợ tiếp cận',
  aboutAccess:
    'Các trang đọc được bằng trình đọc màn hình, dùng được chỉ với bàn phím, trên màn hình nhỏ, ở chế độ sáng và tối, không cần JavaScript.',

  footerAgency: 'Cơ quan chủ quản',
  footerResponsible: 'Chịu trách nhiệm nội dung',
  footerAddress: 'Địa chỉ',
  footerContact: 'Liên hệ, góp ý',
} as const;

const decimal = (value: number): string => value.toFixed(1).replace('.', ',').replace(/,0$/, '');

/** "812 KB", "1,2 MB" from bytes. */
export const sizeText = (bytes: number): string => {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} KB`;
  return `${decimal(bytes / 1_000_000)} MB`;
};
