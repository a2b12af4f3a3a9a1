import { findingTexts } from '../../operations/finding-texts.vi.ts';
import type { DoctorMessages } from './messages.en.ts';

export const vi: DoctorMessages = {
  help: {
    doctor: 'kiểm tra toàn bộ và nêu việc cần làm; có lỗi thì mã kết thúc là 1',
    thorough: 'quét cả sổ đăng ký, xem sổ của mọi năm',
  },
  texts: findingTexts,
  levels: { ok: 'tốt', warning: 'xem', fault: 'HỎNG' },
  clocks: { office: 'văn phòng', store: 'kho dữ liệu' },
  fine: 'Không phát hiện lỗi.',
  looks: (count) => `Không phát hiện lỗi; có ${count} điểm cần xem.`,
  wrong: (count) => `Có ${count} lỗi.`,
};
