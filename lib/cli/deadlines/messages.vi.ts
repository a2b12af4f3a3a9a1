import type { DeadlineMessages } from './messages.en.ts';

/** What the commands of deadlines and calendar say, in Vietnamese. */
export const vi: DeadlineMessages = {
  help: {
    work: 'việc phải làm với văn bản, kèm thời hạn',
    workList: 'việc đang mở: quá hạn trước, rồi theo độ khẩn, rồi theo thời hạn',
    overdue: 'chỉ việc quá hạn',
    lead: 'chỉ việc do người này chủ trì (mã trong danh bạ)',
    calendar: 'lịch làm việc dùng để tính thời hạn',
    calendarShow: 'ngày nghỉ và ngày làm bù của một năm, kèm căn cứ',
    year: 'năm dương lịch (mặc định: năm nay)',
    calendarSet: 'đặt lịch riêng của cơ quan thay cho lịch đã công bố, theo từng năm',
    file: 'tệp JSON: {"years": [{"year", "closed": [ngày], "openWeekends": [ngày], "source"}]}',
    as: 'mã trong danh bạ của người vận hành thực hiện',
  },
  heads: {
    due: 'Hạn',
    kind: 'Việc',
    code: 'Số, ký hiệu',
    lead: 'Chủ trì',
    id: 'Mã',
    title: 'Trích yếu',
  },
  kinds: {
    'hand-over': 'trình, chuyển giao',
    solve: 'giải quyết',
    held: 'xác nhận độ mật',
    duplicate: 'xét trùng',
    seal: 'đóng dấu, phát hành',
  },
  atOnce: 'ngay',
  overdueMark: 'QUÁ HẠN',
  nothing: 'Không có việc nào có thời hạn đang mở.',
  nothingOverdue: 'Không có việc nào quá hạn.',
  summary: (open, overdue) => `${open} việc, ${overdue} quá hạn`,
  cut: (shown) => `Chỉ hiện ${shown} việc đầu; --json liệt kê đủ.`,
  years: {
    announced: 'lịch đi kèm hệ thống',
    own: 'cơ quan đặt',
    none: (year) =>
      `Chưa có lịch năm ${year}: mọi ngày từ thứ Hai đến thứ Sáu được tính là ngày làm việc. Đặt lịch bằng \`vanthu calendar set\`.`,
    closed: 'Ngày nghỉ (thứ Hai đến thứ Sáu)',
    openWeekends: 'Ngày nghỉ hằng tuần phải làm việc',
    source: 'Căn cứ',
    note: 'Lưu ý',
    setBy: (by, at) => `${by} đặt lúc ${at}`,
    saved: (years) =>
      `Đã ghi lịch riêng của cơ quan cho năm ${years}. Lịch có hiệu lực trong vòng mười phút, với các thời hạn tính từ đó.`,
  },
  errors: {
    FILE_NOT_READ: 'Không đọc được {file}.',
    CALENDAR_WRONG: '{file} không phải là lịch làm việc: {where}.',
  },
};
