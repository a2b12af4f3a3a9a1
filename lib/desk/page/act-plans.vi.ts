import type { DeskAct } from '../contract.ts';

export type ActKind = DeskAct['kind'];

/** What a person is told before an act, and what the page asks of them. */
export interface ActPlan {
  /** On the button. */
  readonly label: string;
  /** Letter that chooses it while the document is open. */
  readonly key: string;
  readonly question: string;
  /** What exactly will happen. */
  readonly happens: readonly string[];
  readonly needsReason: boolean;
  readonly reasonLabel?: string;
  /** After the office has taken it. */
  readonly done: string;
  /** Cannot be taken back: said in red. */
  readonly final: boolean;
  /** The document leaves the list it was opened from. */
  readonly leaves: boolean;
}

const hash = (sha256: string | undefined) => (sha256 ? ` (SHA-256 ${sha256.slice(0, 12)}…)` : '');

/** What an act is about, as far as it may be said. */
export interface ActSubject {
  readonly number?: string | undefined;
  readonly sha256?: string | undefined;
  readonly twin?: string | undefined;
  readonly isPublished?: boolean;
}

const numberOf = ({ number }: ActSubject) => (number ? `Số ${number}` : 'Số đã cấp');

export const actPlans: Readonly<Record<ActKind, (subject: ActSubject) => ActPlan>> = {
  release: () => ({
    label: 'Khai độ mật thường',
    key: 'k',
    question: 'Cho đăng ký văn bản này với độ mật thường?',
    happens: [
      'Văn bản được ghi là không mật, theo lời khai của anh/chị.',
      'Văn bản vào sổ, được cấp số, báo cho người nhận và có thể được rà soát để công khai.',
    ],
    needsReason: true,
    reasonLabel: 'Căn cứ để khai không mật',
    done: 'Đã ghi: văn bản không mật, đang vào sổ.',
    final: false,
    leaves: true,
  }),
  refuse: () => ({
    label: 'Từ chối',
    key: 't',
    question: 'Từ chối vì là văn bản mật?',
    happens: [
      'Khóa của nội dung đang giữ bị hủy: không ai đọc lại được nữa, kể cả người vận hành.',
      'Nơi gửi được báo là hệ thống không tiếp nhận. Sổ không ghi số, không ghi trích yếu.',
    ],
    needsReason: true,
    reasonLabel: 'Lý do (không chép lại nội dung văn bản)',
    done: 'Đã từ chối: nội dung đang bị hủy.',
    final: true,
    leaves: true,
  }),
  seal: (subject) => ({
    label: 'Ký số cơ quan, phát hành',
    key: 'p',
    question: 'Ký số của cơ quan và phát hành văn bản này?',
    happens: [
      `Chữ ký số của cơ quan được đặt lên đúng bản đang xem${hash(subject.sha256)}.`,
      'Văn bản được phát hành: nơi nhận được báo, tệp không sửa được nữa.',
    ],
    needsReason: false,
    done: 'Đã ghi lệnh phát hành; cơ quan đang ký số.',
    final: true,
    leaves: false,
  }),
  void: (subject) => ({
    label: 'Hủy số',
    key: 'h',
    question: `Hủy số của văn bản này?`,
    happens: [
      `${numberOf(subject)} đứng lại trong sổ với chữ “Hủy số” và lý do; số này không dùng lại.`,
      'Văn bản không được phát hành. Muốn phát hành phải trình ký lại và lấy số mới.',
    ],
    needsReason: true,
    reasonLabel: 'Lý do hủy số (ghi vào sổ)',
    done: 'Đã hủy số; lý do đã ghi vào sổ.',
    final: true,
    leaves: false,
  }),
  publish: (subject) => ({
    label: 'Công khai',
    key: 'c',
    question: 'Công khai văn bản này trên Cổng?',
    happens: [
      `Đúng bản đang xem${hash(subject.sha256)} được đưa lên Cổng văn bản, ai cũng đọc và tải về được.`,
      'Quyết định không áp dụng cho bản khác; nếu tệp thay đổi thì phải rà soát lại.',
    ],
    needsReason: true,
    reasonLabel: 'Căn cứ công khai',
    done: 'Đã ghi quyết định công khai; Cổng đang cập nhật.',
    final: false,
    leaves: false,
  }),
  'keep-back': (subject) => ({
    label: subject.isPublished ? 'Gỡ khỏi Cổng' : 'Không công khai',
    key: 'g',
    question: subject.isPublished
      ? 'Gỡ văn bản này khỏi Cổng?'
      : 'Quyết định không công khai văn bản này?',
    happens: subject.isPublished
      ? [
          'Văn bản được gỡ khỏi Cổng ngay; địa chỉ của nó còn lại và báo là đã gỡ.',
          'Người đã tải về vẫn giữ bản của họ.',
        ]
      : [`Bản đang xem${hash(subject.sha256)} không được đưa lên Cổng.`],
    needsReason: true,
    reasonLabel: subject.isPublished ? 'Lý do gỡ' : 'Lý do không công khai',
    done: subject.isPublished ? 'Đã ghi: gỡ khỏi Cổng.' : 'Đã ghi: không công khai.',
    final: false,
    leaves: false,
  }),
  return: () => ({
    label: 'Trả lại nơi gửi',
    key: 'x',
    question: 'Trả lại văn bản cho nơi gửi?',
    happens: [
      'Nơi gửi được báo là văn bản bị trả lại, kèm lý do.',
      'Số đến giữ nguyên trong sổ, ghi “trả lại”; văn bản không được giải quyết tiếp.',
    ],
    needsReason: true,
    reasonLabel: 'Lý do trả lại (gửi cho nơi gửi)',
    done: 'Đã ghi: trả lại nơi gửi.',
    final: true,
    leaves: false,
  }),
  'join-duplicate': (subject) => ({
    label: 'Ghi là bản trùng',
    key: 't',
    question: 'Ghi văn bản này là bản trùng?',
    happens: [
      subject.twin
        ? `Văn bản được gắn với ${subject.twin} và không có số riêng.`
        : 'Văn bản được gắn với văn bản đã có và không có số riêng.',
      'Người nhận không bị báo lần thứ hai.',
    ],
    needsReason: true,
    done: 'Đã ghi: bản trùng.',
    final: false,
    leaves: false,
  }),
  'keep-duplicate': () => ({
    label: 'Giữ là văn bản riêng',
    key: 'v',
    question: 'Giữ là một văn bản riêng?',
    happens: ['Văn bản được xử lý như mọi văn bản khác, có số riêng trong sổ.'],
    needsReason: true,
    done: 'Đã ghi: văn bản riêng.',
    final: false,
    leaves: false,
  }),
};

export const actTexts = {
  confirm: 'Xác nhận',
  sending: 'Đang ghi…',
  recorded: 'Đã ghi:',
  resend: 'Gửi lại',
  reason: 'Lý do',
  reasonMissing: 'Hãy ghi lý do.',
  reasonTooLong: (most: number) => `Lý do dài quá ${most} ký tự.`,
  final: 'Không rút lại được.',
  parked: 'Đã ghi; quyết định có hiệu lực khi văn bản tới bước này.',
  conflict: 'Văn bản đã được tải lại để xem tình trạng mới.',
} as const;
