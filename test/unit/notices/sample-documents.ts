import { documentIdOf } from '../../../lib/kernel/ids.ts';
import type { Person } from '../../../lib/notices/people.ts';
import { blankState, type DocumentState } from '../../../lib/register/document-state.ts';

/** 22:41 in Vietnam. */
export const ARRIVAL = new Date('2026-11-20T15:41:00Z');

type Facts = NonNullable<DocumentState['core']['facts']>;

const facts: Facts = {
  documentCode: '7816/VPCP-TTĐT',
  abstract: 'Kết nối, liên thông phần mềm quản lý văn bản',
  issuer: 'Văn phòng Chính phủ',
  issuedOn: '2026-11-20',
  urgency: 'thuong',
  addressees: [],
  dueOn: '2026-12-05',
};

/** An ordinary incoming document that has passed screening, as number 1234. */
export const incoming = (
  changed: Partial<Facts> = {},
  recipients: readonly string[] = ['chu-nhiem'],
): DocumentState => {
  const blank = blankState(documentIdOf('e-office', 'vb-7816'), 'e-office', 'active', ARRIVAL);
  return {
    ...blank,
    core: {
      ...blank.core,
      direction: 'incoming',
      facts: { ...facts, ...changed },
      recipients: [...recipients],
    },
    screening: { rev: 1, status: 'ordinary', causes: [] },
    numbering: { rev: 1, status: 'given', code: '1234' },
  };
};

export const hoaToc = (recipients?: readonly string[]): DocumentState =>
  incoming(
    {
      documentCode: '299/UBND-TTHC',
      issuer: 'Uỷ ban nhân dân tỉnh Quảng Ngãi',
      urgency: 'hoa_toc',
    },
    recipients,
  );

export const takenBack = (
  state: DocumentState,
  status: 'recalled' | 'replaced',
): DocumentState => ({ ...state, core: { ...state.core, status, takenBack: { order: '2' } } });

export const withWarning = (state: DocumentState): DocumentState => ({
  ...state,
  screening: { rev: 2, status: 'warned', causes: ['luu_hanh_noi_bo'] },
});

/** A leader who may be told; the sealed number stands for +84912000001. */
export const leader = (changed: Partial<Person> = {}): Person => ({
  personId: 'chu-nhiem',
  name: 'Nguyễn Văn Mẫu',
  role: 'Chủ nhiệm',
  unit: 'lanh-dao',
  phone: { ciphertext: 'sealed:+84912000001', hmac: 'h1' },
  smsConsent: true,
  guestList: true,
  optedOut: false,
  ...changed,
});
