import type { SampleDocument } from '../sample-document.ts';

const COMMITTEE = {
  direction: 'outgoing',
  entry: 'issued',
  letterhead: { issuer: ['ỦY BAN DÂN TỘC'] },
  issuer: 'Ủy ban Dân tộc',
  place: 'Hà Nội',
  typeName: 'Công văn',
  isLetter: true,
  urgency: 'thuong',
  secrecy: 'Thường',
  field: 'Công tác dân tộc',
  isEthnicAffairs: true,
} as const;

const DATA_SYSTEM_LETTER = {
  ...COMMITTEE,
  notation: 'UBDT-TTTT',
  abstract: 'triển khai thực hiện Hệ thống thông tin dữ liệu về công tác dân tộc tại tỉnh',
  addressees: ['Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương'],
  signer: { position: ['LÃNH ĐẠO ỦY BAN'] },
  signerTitle: 'Lãnh đạo Ủy ban',
  recipients: ['Như trên', 'Lãnh đạo Ủy ban (để báo cáo)', 'Ban Dân tộc các tỉnh', 'Lưu: VT, TTTT'],
  review: 'publish',
  informs: ['chanh-van-phong'],
} as const;

export const ISSUED_DOCUMENTS: readonly SampleDocument[] = [
  {
    ...COMMITTEE,
    key: 'ubdt-tieu-chi-kho-khan',
    documentCode: '1107/UBDT-DTTS',
    notation: 'UBDT-DTTS',
    issuedOn: '2020-08-31',
    abstract: 'xây dựng tiêu chí xác định các dân tộc còn gặp nhiều khó khăn, có khó khăn đặc thù',
    addressees: ['Thủ tướng Chính phủ'],
    body: [
      'Ủy ban Dân tộc đã tổ chức nghiên cứu, lấy ý kiến các cơ quan liên quan về việc xây dựng tiêu chí xác định các dân tộc còn gặp nhiều khó khăn, có khó khăn đặc thù. Ủy ban Dân tộc kính báo cáo Thủ tướng Chính phủ như sau:',
      '1. Về sự cần thiết: tiêu chí thống nhất là căn cứ để phân bổ nguồn lực đúng đối tượng, tránh chồng chéo giữa các chương trình, chính sách.',
      '2. Về nguyên tắc: tiêu chí đơn giản, đo lường được, dựa trên số liệu điều tra chính thức, rà soát theo chu kỳ 5 năm.',
      '3. Về hình thức văn bản: Ủy ban Dân tộc đề xuất phương án kèm đánh giá tác động để Thủ tướng Chính phủ lựa chọn.',
      'Kính trình Thủ tướng Chính phủ xem xét, cho ý kiến chỉ đạo',
    ],
    signer: { position: ['BỘ TRƯỞNG, CHỦ NHIỆM'], name: 'Đỗ Văn Chiến' },
    signerTitle: 'Bộ trưởng, Chủ nhiệm',
    recipients: ['Như trên', 'Bộ Tư pháp', 'Bộ Kế hoạch và Đầu tư', 'Lưu: VT, DTTS'],
    review: 'publish',
    informs: ['chanh-van-phong', 'vu-truong-chinh-sach'],
    fate: 'plain',
    factsFrom: 'lawnet.vn, Công văn 1107/UBDT-DTTS',
  },
  {
    ...DATA_SYSTEM_LETTER,
    key: 'ubdt-he-thong-du-lieu',
    documentCode: '935/UBDT-TTTT',
    issuedOn: '2017-09-11',
    body: [
      'Để chuẩn bị đưa Hệ thống thông tin dữ liệu về công tác dân tộc vào hoạt động thống nhất từ Trung ương đến địa phương, Ủy ban Dân tộc đề nghị Ủy ban nhân dân các tỉnh, thành phố chỉ đạo:',
      '1. Giao Ban Dân tộc hoặc cơ quan làm công tác dân tộc làm đầu mối tiếp nhận tài khoản, quản trị người dùng của địa phương.',
      '2. Rà soát số liệu về dân số, hộ nghèo, cơ sở hạ tầng theo biểu mẫu điện tử; số liệu được người có thẩm quyền xác nhận bằng chữ ký số trước khi gửi.',
      'Ủy ban Dân tộc trân trọng đề nghị các địa phương phối hợp thực hiện',
    ],
    fate: 'replaced',
    replacedBy: 'ubdt-he-thong-du-lieu-thay-the',
    factsFrom: 'hethongphapluat.com, viện dẫn tại Quyết định 485/QĐ-UBND Gia Lai',
  },
  {
    ...DATA_SYSTEM_LETTER,
    key: 'ubdt-he-thong-du-lieu-thay-the',
    documentCode: '941/UBDT-TTTT',
    issuedOn: '2017-09-13',
    body: [
      'Công văn này thay thế Công văn số 935/UBDT-TTTT ngày 11 tháng 9 năm 2017, có bổ sung thời hạn và địa chỉ tiếp nhận. Ủy ban Dân tộc đề nghị Ủy ban nhân dân các tỉnh, thành phố chỉ đạo:',
      '1. Giao Ban Dân tộc hoặc cơ quan làm công tác dân tộc làm đầu mối tiếp nhận tài khoản, quản trị người dùng của địa phương; gửi danh sách trước khi triển khai 10 ngày làm việc.',
      '2. Rà soát số liệu theo biểu mẫu điện tử, xác nhận bằng chữ ký số và gửi qua trục liên thông văn bản; không gửi bản giấy.',
      'Ủy ban Dân tộc trân trọng đề nghị các địa phương phối hợp thực hiện',
    ],
    fate: 'plain',
  },
];
