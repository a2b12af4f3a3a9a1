import type {
  BookPage,
  DeskDocument,
  HeldDocument,
  OperationsPage,
  ToDoRow,
} from '../../../lib/desk/contract.ts';

/** Long and short wording as real documents have it. */
export const sha = 'a3f1'.repeat(16);
export const ids = {
  held: 'h'.padEnd(26, 'a'),
  seal: 's'.padEnd(26, 'b'),
  work: 'w'.padEnd(26, 'c'),
  review: 'r'.padEnd(26, 'd'),
  twin: 't'.padEnd(26, 'e'),
} as const;

const long =
  'Về việc hướng dẫn thực hiện Chương trình mục tiêu quốc gia phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi giai đoạn 2021 - 2030, giai đoạn I từ năm 2021 đến năm 2025; đề nghị Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương rà soát, tổng hợp, báo cáo trước ngày 05/12/2026';

const row = (documentId: string, kind: string, more: Partial<ToDoRow> = {}): ToDoRow => ({
  documentId,
  kind,
  since: '2026-11-20T02:15:00.000Z',
  overdue: false,
  code: '7816/VPCP-TTĐT',
  abstract: long,
  issuer: 'Văn phòng Chính phủ',
  urgency: 'thuong',
  ...more,
});

const other = (n: number) => `${'x'.repeat(24)}${'abcdefghij'[n]}2`;

export const lists: Readonly<Record<string, readonly ToDoRow[]>> = {
  held: [0, 1, 2].map((n) => ({
    documentId: n === 0 ? ids.held : other(n),
    kind: 'held',
    since: `2026-11-2${n}T02:15:00.000Z`,
    overdue: false,
    note: n === 1 ? 'secrecy-word' : 'grade-unknown',
  })),
  seal: [
    row(ids.seal, 'seal', {
      code: '98/QĐ-UBDT',
      issuer: 'Ủy ban Dân tộc',
      abstract: 'Quyết định ban hành Quy chế công tác văn thư, lưu trữ của Ủy ban Dân tộc',
    }),
  ],
  work: [
    row(ids.work, 'work', {
      dueBy: '2026-11-20T10:00:00.000Z',
      overdue: true,
      urgency: 'hoa_toc',
      code: '299/UBND-TTHC',
      issuer: 'Ủy ban nhân dân tỉnh Quảng Ngãi',
    }),
    row(other(4), 'work', { dueBy: '2026-11-25T10:00:00.000Z', urgency: 'khan' }),
    row(other(5), 'work', { dueBy: '2026-12-05T10:00:00.000Z', abstract: 'V/v họp giao ban' }),
  ],
  review: [row(ids.review, 'review', { code: '2003/UBDT-VPCTMTQG', issuer: 'Ủy ban Dân tộc' })],
  duplicate: [
    row(ids.twin, 'duplicate', { twin: { documentId: ids.work, code: '7816/VPCP-TTĐT' } }),
  ],
  failed: [row(other(6), 'failed', { note: 'NO_AUTHORITY' })],
  parked: [],
};

export const held: HeldDocument = {
  documentId: ids.held,
  source: 'Hệ thống điều hành tác nghiệp',
  causes: ['grade-unknown'],
  facts: {
    documentCode: '412/BDT-CSDT',
    abstract: 'Báo cáo tình hình thực hiện chính sách dân tộc quý III năm 2026',
    issuer: 'Ban Dân tộc tỉnh Tuyên Quang',
    issuedOn: '2026-11-18',
    urgency: 'thuong',
    addressees: ['Ủy ban Dân tộc', 'Ủy ban nhân dân tỉnh'],
  },
  files: [{ sha256: sha, name: '412-BDT-CSDT.pdf', size: 182_344, mediaType: 'application/pdf' }],
};

const history: DeskDocument['history'] = [
  {
    at: '2026-11-20T02:15:00.000Z',
    by: 'Hệ thống điều hành tác nghiệp',
    action: 'document.approved',
    from: 'none',
    to: 'pending',
  },
  {
    at: '2026-11-20T02:15:09.000Z',
    by: 'Nguyễn Văn Hòa',
    action: 'sign.leader',
    from: 'prepared',
    to: 'leader_signed',
  },
  {
    at: '2026-11-20T02:15:12.000Z',
    by: 'vanthu',
    action: 'sign.number',
    from: 'leader_signed',
    to: 'seal_waiting',
    reason: 'Số 98 năm 2026, ngày 20 tháng 11 năm 2026',
  },
];

const states = {
  core: 'active',
  screening: 'ordinary',
  numbering: 'allocated',
  signing: 'seal_waiting',
  review: 'none',
  publication: 'none',
  notices: 'none',
};

export const documentOf = (id: string): DeskDocument => {
  const base: DeskDocument = {
    documentId: id,
    states,
    direction: 'outgoing',
    number: '98',
    facts: {
      documentCode: '98/QĐ-UBDT',
      typeName: 'Quyết định',
      abstract: 'Ban hành Quy chế công tác văn thư, lưu trữ của Ủy ban Dân tộc',
      issuer: 'Ủy ban Dân tộc',
      issuedOn: '2026-11-20',
      urgency: 'thuong',
      signerName: 'Nguyễn Văn Hòa',
      signerTitle: 'Phó Chủ nhiệm',
      addressees: ['Các Vụ, đơn vị trực thuộc', 'Ban Dân tộc các tỉnh', 'Lưu: VT, VP (02b)'],
    },
    files: [
      {
        sha256: sha,
        name: '98-QD-UBDT.pdf',
        size: 211_544,
        mediaType: 'application/pdf',
        role: 'main',
      },
    ],
    currentSha256: sha,
    links: [],
    history,
    openToDos: ['seal'],
  };
  if (id === ids.seal) return base;
  const incoming: DeskDocument = {
    ...base,
    direction: 'incoming',
    number: '1234',
    facts: {
      ...base.facts,
      documentCode: '7816/VPCP-TTĐT',
      abstract: long,
      issuer: 'Văn phòng Chính phủ',
      arrivedOn: '2026-11-21',
    },
    states: {
      ...states,
      signing: 'none',
      review: 'waiting',
      notices: 'fanned_out',
      numbering: 'allocated',
    },
    assignment: {
      leadName: 'Vụ Chính sách dân tộc',
      cooperatingNames: ['Văn phòng', 'Vụ Kế hoạch - Tài chính'],
      direction: 'Chủ trì tham mưu văn bản trả lời, trình Lãnh đạo Ủy ban trước ngày 03/12.',
      dueOn: '2026-12-05',
    },
    links: [{ kind: 'doubles-noted', documentId: ids.work, code: '7816/VPCP-TTĐT' }],
    openToDos: ['review', 'duplicate', 'work'],
  };
  return incoming;
};

const columns = [
  { key: 'arrivedOn', title: 'Ngày đến' },
  { key: 'number', title: 'Số đến' },
  { key: 'issuer', title: 'Tác giả' },
  { key: 'code', title: 'Số, ký hiệu văn bản' },
  { key: 'issuedOn', title: 'Ngày tháng văn bản' },
  { key: 'abstract', title: 'Tên loại và trích yếu nội dung văn bản' },
  { key: 'receiver', title: 'Đơn vị hoặc người nhận' },
  { key: 'receivedOn', title: 'Ngày chuyển' },
  { key: 'signature', title: 'Ký nhận' },
  { key: 'note', title: 'Ghi chú' },
];

export const book: BookPage = {
  columns,
  rows: [1, 2, 3, 4, 5, 6].map((n) => ({
    documentId: other(n),
    status: n === 3 ? 'void' : 'active',
    urgency: n === 2 ? 'hoa_toc' : 'thuong',
    cells: {
      arrivedOn: `0${n}/11/2026`,
      number: String(1230 + n),
      issuer: n % 2 ? 'Văn phòng Chính phủ' : 'Ủy ban nhân dân tỉnh Tuyên Quang',
      code: n % 2 ? `78${n}/VPCP-TTĐT` : `20${n}/UBND-TTHC`,
      issuedOn: `0${n}/11/2026`,
      abstract: n % 2 ? long : 'V/v cử cán bộ tham dự hội nghị tập huấn công tác văn thư',
      receiver: 'Vụ Chính sách dân tộc; Văn phòng',
      receivedOn: '',
      signature: '',
      note: n === 3 ? 'Hủy số: trình ký nhầm bản dự thảo' : '',
    },
  })),
};

export const operations: OperationsPage = {
  findings: [
    { level: 'ok', title: 'Sổ và bộ đếm khớp nhau' },
    {
      level: 'warning',
      title: 'Chứng thư số sắp hết hạn',
      detail: 'Nguyễn Văn Hòa: hết hạn ngày 14/12/2026, còn 21 ngày.',
    },
    {
      level: 'fault',
      title: 'Có thông điệp bị gác lại',
      detail: 'Hàng publish: 2 thông điệp, cũ nhất từ 08:12.',
    },
  ],
  queues: ['screen', 'sign', 'notify', 'send-sms', 'publish', 'answer'].map((name, at) => ({
    name,
    waiting: at,
    inFlight: at % 2,
    delayed: 0,
    dead: name === 'publish' ? 2 : 0,
  })),
  paused: [{ effect: 'publish', by: 'Trần Thị Lan', at: '2026-11-23T01:12:00.000Z' }],
};
