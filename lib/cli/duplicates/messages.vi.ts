import type { DuplicateMessages } from './messages.en.ts';

/** What the commands of possible duplicates say, in Vietnamese. */
export const vi: DuplicateMessages = {
  help: {
    duplicate: 'văn bản có vẻ đã có trong sổ',
    list: 'văn bản nghi trùng chờ Văn thư, kèm văn bản đã có',
    join: 'ghi là bản trùng của văn bản đã có: không cấp số, không báo tin, không rà soát riêng',
    keep: 'là văn bản khác: vào sổ ngay',
    id: 'mã trong hệ thống, số ký hiệu, số đến hoặc mã ở nơi gửi',
    as: 'mã trong danh bạ của Văn thư thực hiện',
    reason: 'lý do; được ghi vào lịch sử',
  },
  heads: {
    since: 'Từ',
    id: 'Mã',
    code: 'Số, ký hiệu',
    first: 'Văn bản đã có',
    match: 'Trùng theo',
    number: 'Số',
    title: 'Trích yếu',
  },
  match: { identity: 'tác giả, số, ngày', file: 'tệp' },
  withheld: 'chưa cấp',
  joined: (document, first) => `Đã ghi ${document} là bản trùng của ${first}, không cấp số.`,
  kept: (document) => `Đã ghi ${document} là văn bản khác; văn bản được xử lý tiếp.`,
  errors: {
    NO_DUPLICATE: '{id} không bị nghi trùng.',
    DUPLICATE_UNCLEAR: 'Có nhiều văn bản nghi trùng ứng với {id}. Hãy dùng mã: {ids}.',
  },
};
