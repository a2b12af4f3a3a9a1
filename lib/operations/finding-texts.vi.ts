import type { FindingTexts } from './finding.ts';

/** What the operator reads, on the desk and from the command. */
export const findingTexts: FindingTexts = {
  QUEUES_FINE: { title: '{count} hàng đợi, không có thông điệp hỏng' },
  QUEUE_DEAD: {
    title: '{queue}: {count} thông điệp hỏng',
    act: 'xem nhật ký của hàm, khắc phục, rồi vanthu dlq redrive {queue}',
  },
  QUEUE_BUSY: { title: '{queue}: {count} thông điệp đang chờ' },
  WORK_ON_TIME: { title: 'không có việc nào trễ' },
  WORK_LATE: {
    title: '{effect}: có việc trễ {minutes} phút',
    act: 'vanthu dlq list; xem nhật ký của {effect} và của sweep',
  },
  WORK_WAITS: { title: '{effect}: việc đến hạn lâu nhất đã chờ {minutes} phút' },
  NO_PAUSE: { title: 'không khâu nào tạm dừng' },
  EFFECT_PAUSED: {
    title: '{effect} do {by} tạm dừng từ {at}',
    act: 'khi đã xong: vanthu resume {effect} --as NGƯỜI',
  },
  NO_FAILURE: { title: 'không có văn bản nào chờ vì lỗi' },
  DOCUMENTS_FAILED: {
    title: '{count} văn bản gặp lỗi, chờ Văn thư xử lý: {ids}',
    act: 'vanthu status MÃ; khắc phục, rồi vanthu retry MÃ',
  },
  NOTHING_OVERDUE: { title: 'không có việc quá hạn giải quyết' },
  TASKS_OVERDUE: {
    title: '{count} việc quá hạn giải quyết',
    act: 'xem danh sách việc của Văn thư',
  },
  NO_BOOK: { title: 'chưa cấp số nào' },
  BOOK_FINE: { title: 'sổ {book}: {count} số, liên tục' },
  NUMBERS_MISSING: {
    title: 'sổ {book}: thiếu số {numbers}',
    act: 'dừng nhận sự kiện, rồi vanthu recover --as NGƯỜI --reason LÝ_DO --dry-run',
  },
  NUMBER_DOUBLE: {
    title: 'sổ {book}: một văn bản giữ hai số {numbers}',
    act: 'xem vanthu history {document}; hủy số thừa',
  },
  COUNTER_BEHIND: {
    title: 'sổ {book}: bộ đếm ghi {last}, số cao nhất là {highest}',
    act: 'vanthu pause screen và sign, rồi vanthu recover --dry-run',
  },
  COUNTER_AHEAD: {
    title: 'sổ {book}: bộ đếm ghi {last}, số cao nhất là {highest}',
    act: 'dừng nhận sự kiện, rồi vanthu recover --dry-run',
  },
  DATES_BACK: {
    title: 'sổ {book}: ngày chạy lùi ở số {number}',
    act: 'đối chiếu hai văn bản quanh số {number}; ghi giải trình vào sổ',
  },
  EVIDENCE_AHEAD: {
    title: 'sổ {book}: bộ đếm ghi {last} nhưng đã có dấu vết cấp đến số {highest}',
    act: 'dữ liệu là bản cũ: vanthu pause screen và sign, rồi vanthu recover',
  },
  BOOKS_NOT_SEEN: { title: 'chưa xem các sổ {books}', act: 'vanthu doctor --thorough' },
  NO_SIGNER: { title: 'chưa đăng ký người ký' },
  CERTIFICATE_FINE: { title: 'chứng thư của {signer} đến {date}' },
  CERTIFICATE_ENDS: {
    title: 'chứng thư của {signer} hết hạn ngày {date}, còn {days} ngày',
    act: 'xin cấp lại và nhập chứng thư mới (docs/runbooks/certificates.md)',
  },
  CERTIFICATE_ENDED: {
    title: 'chứng thư của {signer} đã hết hạn ngày {date}',
    act: 'vanthu pause sign; nhập chứng thư mới (docs/runbooks/certificates.md)',
  },
  CERTIFICATE_UNREADABLE: {
    title: 'không đọc được chứng thư của {signer}',
    act: 'nhập lại chứng thư (docs/runbooks/certificates.md)',
  },
  PROTECTED: { title: '{count} bảng và kho tệp có bảo vệ: khôi phục theo thời điểm, chống xóa' },
  UNPROTECTED: {
    title: '{resource}: không có {missing}',
    act: 'bật lại (docs/runbooks/restore.md)',
  },
  CLOCK_FINE: { title: 'đồng hồ {what} lệch {seconds} giây' },
  CLOCK_DIFFERS: {
    title: 'đồng hồ {what} lệch {seconds} giây',
    act: 'chỉnh đồng hồ; lệch quá 300 giây thì yêu cầu bị từ chối',
  },
  DISK_FREE: { title: 'đĩa còn trống {free}' },
  DISK_LOW: { title: 'đĩa chỉ còn trống {free}', act: 'dọn đĩa hoặc chuyển thư mục văn phòng' },
  FOLDER_SIZE: { title: 'thư mục văn phòng chiếm {size}' },
  NOT_READABLE: {
    title: 'không xem được: {what} ({reason})',
    act: 'cấp quyền đọc cho người vận hành, hoặc xem trong AWS',
  },
};
