/** Names of the rooms and what each says of itself, above all when it is empty. */
export const roomTexts = {
  held: {
    title: 'Tạm giữ',
    lead: 'Văn bản chưa rõ độ mật. Chưa vào sổ, chưa báo cho ai; danh sách không nêu nội dung.',
    empty: 'Không có văn bản nào đang tạm giữ.',
  },
  seal: {
    title: 'Chờ văn thư phát hành',
    lead: 'Lãnh đạo đã ký số, đã có số và ngày. Văn thư kiểm tra rồi ký số của cơ quan để phát hành.',
    empty: 'Không có văn bản nào chờ phát hành.',
  },
  work: {
    title: 'Văn bản đến chưa xong việc',
    lead: 'Văn bản đến chờ trình, chuyển giao hoặc đang giải quyết; việc quá hạn đứng trước.',
    empty: 'Không có văn bản đến nào chưa xong việc.',
  },
  review: {
    title: 'Chờ rà soát',
    lead: 'Văn bản chờ quyết định có công khai hay không. Quyết định chỉ có giá trị với đúng bản đang xem.',
    empty: 'Không có văn bản nào chờ rà soát.',
  },
  duplicate: {
    title: 'Nghi trùng',
    lead: 'Văn bản có cùng cơ quan, số, ngày hoặc cùng tệp với văn bản đã có.',
    empty: 'Không có văn bản nào nghi trùng.',
  },
  incoming: { title: 'Sổ văn bản đến' },
  outgoing: { title: 'Sổ văn bản đi' },
  copies: { title: 'Sổ bản sao' },
  progress: { title: 'Theo dõi giải quyết' },
  register: {
    title: 'Đăng ký văn bản giấy',
    lead: 'Văn bản giấy vào cùng dãy số với văn bản điện tử (Nghị định 30/2020/NĐ-CP, Điều 22).',
  },
  incidents: {
    title: 'Sự cố',
    lead: 'Thông điệp xử lý nhiều lần vẫn lỗi và việc bị ngừng vì lỗi.',
    empty: 'Không có sự cố.',
  },
  status: {
    title: 'Tình trạng',
    lead: 'Các hàng việc, việc tạm dừng và những gì cần để ý.',
  },
} as const;

export const bookTexts = {
  month: 'Tháng',
  year: 'Năm',
  filter: 'Lọc trong tháng',
  filterHint: 'Số, cơ quan, trích yếu; có dấu hay không dấu đều được',
  empty: (month: string) => `Sổ không có văn bản nào trong tháng ${month}.`,
  emptyFilter: 'Không có dòng nào khớp với nội dung lọc.',
  count: (shown: number, all: number) =>
    shown === all ? `${all} dòng` : `${shown} trong ${all} dòng`,
  files: 'Tải sổ của tháng',
  print: 'Bản in (PDF)',
  saved: (name: string) => `Đã tải tệp ${name}.`,
  openRow: (number: string) => `Mở văn bản ${number}`,
  scroll: 'Bảng của sổ, cuộn ngang được',
  void: 'Hủy số',
} as const;

export const listTexts = {
  since: (when: string) => `từ ${when}`,
  due: (when: string) => `hạn ${when}`,
  overdue: 'Quá hạn',
  heldRow: 'Văn bản tạm giữ',
  kinds: { 'hand-over': 'Trình, chuyển giao', solve: 'Giải quyết' } as Readonly<
    Record<string, string>
  >,
  lead: (name: string) => `chủ trì: ${name}`,
  noCode: 'Không số',
  twin: (code: string) => `giống ${code}`,
  list: (title: string) => `Danh sách ${title.toLowerCase()}`,
  count: (count: number, more: boolean) => (more ? `${count}+ văn bản` : `${count} văn bản`),
} as const;

export const incidentTexts = {
  queues: 'Thông điệp bị gác lại',
  queuesEmpty: 'Không có thông điệp nào bị gác lại.',
  failed: 'Việc bị ngừng vì lỗi',
  failedEmpty: 'Không có việc nào bị ngừng.',
  parked: 'Sự kiện đến sớm, còn chờ',
  parkedEmpty: 'Không có sự kiện nào còn chờ.',
  redrive: 'Cho chạy lại',
  redriveAsk: (queue: string, count: number) =>
    `${count} thông điệp của hàng “${queue}” được đưa về hàng chính và xử lý lại từ đầu. Việc nào đã xong thì không làm lần thứ hai.`,
  redriven: (count: number) => `Đã đưa ${count} thông điệp về hàng chính.`,
  dead: (count: number) => `${count} thông điệp`,
} as const;

export const statusTexts = {
  findings: 'Điều cần để ý',
  allWell: 'Không có điều gì cần để ý.',
  levels: { ok: 'Tốt', warning: 'Cần để ý', fault: 'Lỗi' },
  queues: 'Các hàng việc',
  queueColumns: {
    name: 'Hàng',
    waiting: 'Chờ',
    inFlight: 'Đang làm',
    delayed: 'Hẹn giờ',
    dead: 'Gác lại',
  },
  paused: 'Đang tạm dừng',
  nothingPaused: 'Không có việc nào bị tạm dừng.',
  pausedBy: (by: string, when: string) => `${by} tạm dừng lúc ${when}`,
} as const;
