import type { RecoveryMessages } from './messages.en.ts';

export const vi: RecoveryMessages = {
  help: {
    recover: 'sau khi khôi phục bản cũ: chỉnh lại bộ đếm, sổ và SMS; các khâu vẫn tạm dừng sau đó',
    reason: 'lý do, được ghi vào sổ và lịch sử',
    dryRun: 'chỉ cho xem việc sẽ làm',
    replay: 'gửi lại sự kiện qua cửa; việc đã làm thì không làm hai lần',
    from: 'tệp có mỗi dòng một CloudEvent, thư mục chứa các tệp như vậy, hoặc inbox',
  },
  errors: {
    DOORS_OPEN: 'Cửa tại {where} vẫn nhận sự kiện. Hãy đóng lại trước (docs/runbooks/restore.md).',
    EFFECTS_BUSY:
      'Vẫn còn việc đang chạy: {queues}. Các khâu đã tạm dừng; vài phút nữa hãy chạy lại lệnh này.',
    RECOVERY_MET_WRITER:
      'Có nơi khác đang ghi vào sổ đăng ký. Hãy tìm và dừng lại, rồi chạy lại lệnh này.',
    NOTHING_TO_REPLAY: 'Không có sự kiện nào trong {from}.',
    REPLAY_UNREADABLE: 'Không đọc được {from}.',
  },
  pausing: 'tạm dừng các khâu, chờ việc đang chạy',
  looking: { books: 'sổ', notices: 'tin nhắn' },
  dry: 'Chưa thay đổi gì: đây là chạy thử.',
  bookWhole: 'Các sổ đều đủ: không thiếu số nào đã có dấu vết cấp.',
  book: (book, from, to) => `sổ ${book}: bộ đếm ${from} → ${to}`,
  voided: (numbers) => `  hủy số: ${numbers}`,
  reinstated: (numbers) => `  ghi lại số: ${numbers}`,
  documents: {
    missing: 'Văn bản không còn trong hệ thống; nguồn gửi phải gửi lại:',
    decided: 'Văn bản bị giữ đã được quyết định sau bản sao; nguồn gửi phải gửi lại:',
    unnumbered: 'Văn bản còn trong hệ thống, sẽ được cấp số mới khi chạy tiếp:',
  },
  document: (id, numbers, source) =>
    `  ${id}${numbers === '' ? '' : `  đã có số ${numbers}`}${source === undefined ? '' : `  nguồn ${source}`}`,
  dropped: 'Sự kiện chờ các văn bản ấy không còn nữa; nguồn gửi phải gửi lại:',
  droppedEvent: (source, eventId, documentId) => `  ${source}  ${eventId}  của ${documentId}`,
  files: (count) => `Tệp bị giữ phải tải lên lại: ${count}.`,
  notices: (open, unknown) =>
    `SMS: ${open} tin còn mở, trong đó ${unknown} tin đã chuyển đi từ trước nay là không rõ.`,
  resendAll:
    'Dấu vết chỉ cho biết số: mọi nguồn cần gửi lại những gì đã gửi từ thời điểm của bản sao.',
  next: 'Các khâu đang tạm dừng. Khi doctor không thấy lỗi: vanthu resume KHÂU --as NGƯỜI.',
  sent: (sent, failed) => `Đã gửi ${sent} sự kiện, ${failed} bị từ chối hoặc không có trả lời.`,
  sending: (at, of) => `${at} trên ${of}`,
  replayHeads: { where: 'Ở đâu', id: 'Sự kiện', outcome: 'Kết quả' },
};
