import type { DocumentId } from '../../../lib/kernel/ids.ts';
import { blankState, type DocumentState } from '../../../lib/register/document-state.ts';

export const DOCUMENT = 'a'.repeat(26) as DocumentId;
export const NOW = new Date('2026-11-23T02:00:00Z');
/** The draft, the leader's file and the sealed one. */
export const SHA = { draft: '1'.repeat(64), leader: '2'.repeat(64), sealed: '3'.repeat(64) };

type Blocks = { [K in keyof DocumentState]?: Partial<DocumentState[K]> };

const withBlocks = (base: DocumentState, blocks: Blocks): DocumentState =>
  Object.fromEntries(
    Object.entries(base).map(([name, block]) => {
      const change = blocks[name as keyof DocumentState];
      return [name, typeof change === 'object' ? { ...(block as object), ...change } : block];
    }),
  ) as unknown as DocumentState;

const blank = (status: 'awaited' | 'held' | 'refused' | 'active', blocks: Blocks = {}) =>
  withBlocks(blankState(DOCUMENT, 'e-office', status, NOW), blocks);

const main = {
  sha256: SHA.draft,
  size: 9,
  mediaType: 'application/pdf',
  name: 'a.pdf',
  role: 'main',
} as const;

const pending = blank('active', {
  core: {
    sourceDocumentId: 'VB-1',
    direction: 'incoming',
    files: [main],
    facts: { abstract: 'Họp', issuer: 'UBND', urgency: 'thuong', addressees: [] },
  },
  screening: { status: 'pending' },
});
const allocated = {
  status: 'allocated',
  seriesId: 'den',
  year: 2026,
  n: 7,
  date: '2026-11-23',
  code: '07',
} as const;
const ordinary = withBlocks(pending, { screening: { status: 'ordinary' }, numbering: allocated });
const signing = (status: DocumentState['signing']['status'], blocks: Blocks = {}) =>
  withBlocks(pending, {
    ...blocks,
    core: { direction: 'outgoing' },
    screening: { status: 'ordinary' },
    signing: { status, signerId: 'ld1', ...blocks.signing },
  });
const leaderSigned = { leaderSigned: { sha256: SHA.leader, size: 10 } };

/** One document in each place of the state machine. */
export const states = {
  absent: undefined,
  awaited: blank('awaited', { core: { parked: 1 } }),
  held: blank('held', { screening: { status: 'held', causes: ['grade-unknown'] } }),
  'being released': blank('held', { screening: { status: 'pending' } }),
  'refused as secret': blank('refused', { screening: { status: 'refused' } }),
  'refused for its files': withBlocks(pending, { screening: { status: 'refused' } }),
  pending,
  ordinary,
  'of a given number': withBlocks(ordinary, { numbering: { status: 'given' } }),
  'of limited circulation': withBlocks(ordinary, { screening: { status: 'warned' } }),
  recalled: withBlocks(ordinary, { core: { status: 'recalled' } }),
  'given back': withBlocks(ordinary, {
    core: { status: 'returned', sentBack: { order: '0', by: 'vt1', reason: 'Sai nơi nhận' } },
  }),
  'to be signed': signing('pending'),
  'signed by the leader': signing('leader_signed', { signing: leaderSigned }),
  'waiting for the seal': signing('seal_waiting', { signing: leaderSigned, numbering: allocated }),
  'being sealed': signing('sealing', { signing: leaderSigned, numbering: allocated }),
  issued: signing('issued', {
    signing: { ...leaderSigned, sealed: { sha256: SHA.sealed, size: 11 } },
    numbering: allocated,
  }),
  'refused in signing': signing('refused'),
  voided: signing('voided', { numbering: { ...allocated, status: 'void' } }),
} as const satisfies Readonly<Record<string, DocumentState | undefined>>;

export type StateName = keyof typeof states;
export const stateNames = Object.keys(states) as StateName[];

/** A copy no transition can change unseen. */
export const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
};

export { withBlocks };
