import { describe, expect, it } from '@jest/globals';
import type { DocumentId } from '../../../lib/kernel/ids.ts';
import type { DocumentState } from '../../../lib/register/document-state.ts';
import { isInForce } from '../../../lib/register/document-state.ts';
import { compareDocument, identityKeysOf } from '../../../lib/register/duplicates.ts';
import { describeLikeness } from '../../../lib/register/duplicates-texts.vi.ts';
import { applyEvent } from '../../../lib/register/transitions/apply-event.ts';
import { circumstances, eventOf } from './document-events.ts';
import { SHA, states, withBlocks } from './document-states.ts';

const FIRST = 'b'.repeat(26) as DocumentId;
type Facts = NonNullable<DocumentState['core']['facts']>;
const facts: Facts = {
  abstract: 'Về việc họp',
  issuer: 'Ủy ban nhân dân tỉnh Quảng Ngãi',
  documentCode: '05/QĐ-UBND',
  issuedOn: '2026-11-20',
  urgency: 'thuong',
  addressees: [],
};

const documentOf = (change: Partial<Facts> = {}, core: Partial<DocumentState['core']> = {}) =>
  withBlocks(states.pending, { core: { facts: { ...facts, ...change }, ...core } });
const identityOf = (change: Partial<Facts>) => identityKeysOf(documentOf(change)).identity;

describe('Two spellings of one document', () => {
  it.each<[string, Partial<Facts>]>([
    ['spaces in the number', { documentCode: ' 05 / QĐ - UBND' }],
    ['no leading zero', { documentCode: '5/QĐ-UBND' }],
    ['lower case', { documentCode: '05/qđ-ubnd' }],
    ['the word Số before it', { documentCode: 'Số: 05/QĐ-UBND' }],
    ['an en dash', { documentCode: '05/QĐ–UBND' }],
    ['letters made of parts (NFD)', { issuer: facts.issuer.normalize('NFD') }],
    ['the newer place of the tone', { issuer: 'Uỷ ban nhân dân tỉnh Quảng Ngãi' }],
    ['capitals and double spaces', { issuer: 'ỦY BAN  NHÂN DÂN\u00a0TỈNH QUẢNG NGÃI' }],
    ['another abstract', { abstract: 'Vv họp' }],
  ])('%s: the same', (_, change) => {
    expect(identityOf(change)).toBe(identityOf({}));
  });

  it.each<[string, Partial<Facts>]>([
    ['another number', { documentCode: '06/QĐ-UBND' }],
    ['a number with a letter', { documentCode: '05a/QĐ-UBND' }],
    ['ten times the number', { documentCode: '50/QĐ-UBND' }],
    ['an accent that is missing in the symbol', { documentCode: '05/QD-UBND' }],
    ['another type', { documentCode: '05/TTr-UBND' }],
    ['a unit more', { documentCode: '05/QĐ-UBND-VP' }],
    ['another province', { issuer: 'Ủy ban nhân dân tỉnh Quảng Nam' }],
    ['a name without accents', { issuer: 'Uy ban nhan dan tinh Quang Ngai' }],
    ['another day', { issuedOn: '2026-11-21' }],
    ['another year', { issuedOn: '2025-11-20' }],
  ])('%s: another document', (_, change) => {
    expect(identityOf(change)).not.toBe(identityOf({}));
  });

  it('does not take the end of one field for the beginning of the next', () => {
    expect(identityOf({ issuer: 'UBND 0', documentCode: '5/QĐ' })).not.toBe(
      identityOf({ issuer: 'UBND', documentCode: '05/QĐ' }),
    );
  });
});

describe('A document without number or date', () => {
  it.each(['documentCode', 'issuedOn'] as const)('(%s) is known by its file only', (missing) => {
    const { [missing]: _, ...rest } = facts;
    const keys = identityKeysOf(withBlocks(states.pending, { core: { facts: rest } }));
    expect(Object.keys(keys)).toEqual(['file']);
  });

  it('and without a file is like no other', () => {
    const { documentCode: _, ...rest } = facts;
    const paper = withBlocks(states.pending, { core: { facts: rest, files: [] } });
    expect(identityKeysOf(paper)).toEqual({});
  });

  it('is another one in the other book', () => {
    const out = documentOf({}, { direction: 'outgoing' });
    expect(identityKeysOf(out)).not.toEqual(identityKeysOf(documentOf()));
  });
});

const first = {
  ...withBlocks(states.ordinary, { core: { facts: { ...facts } } }),
  documentId: FIRST,
};
/** What the rows of the first one say about a second. */
const compare = (second: DocumentState, other: DocumentState = first) => {
  const keys = identityKeysOf(other);
  const rows = [
    ...(keys.identity ? [{ key: keys.identity, documentId: FIRST }] : []),
    ...(keys.file
      ? [
          {
            key: keys.file,
            documentId: FIRST,
            ...(keys.identity ? { identity: keys.identity } : {}),
          },
        ]
      : []),
  ];
  const wanted = Object.values(identityKeysOf(second));
  return compareDocument(
    second,
    rows.filter(({ key }) => wanted.includes(key)),
    new Map([[FIRST, other]]),
  );
};
const otherFile = [{ ...states.pending.core.files[0], sha256: SHA.leader }];
const withFile = (files: unknown) => ({ files: files as DocumentState['core']['files'] });

describe('What a document is beside one that stands in the book', () => {
  it('the first of its kind takes both identities', () => {
    const { likeness, identities } = compareDocument(documentOf(), [], new Map());
    expect(likeness).toBeUndefined();
    expect(identities).toHaveLength(2);
  });

  it('a copy by issuer, number and date, although its file is another', () => {
    const { likeness, identities } = compare(documentOf({}, withFile(otherFile)));
    expect(likeness).toMatchObject({ match: 'identity', isCopy: true });
    expect(identities).toHaveLength(1);
  });

  it('a copy by its file, when one of them has no number', () => {
    const { documentCode: _, ...rest } = facts;
    const unnumbered = withBlocks(states.pending, { core: { facts: rest } });
    expect(compare(unnumbered).likeness).toMatchObject({ match: 'file', isCopy: true });
    const firstUnnumbered = { ...withBlocks(first, { core: { facts: rest } }), documentId: FIRST };
    expect(compare(documentOf(), firstUnnumbered).likeness).toMatchObject({ isCopy: true });
  });

  it('only alike, when the same file stands under another number', () => {
    expect(compare(documentOf({ documentCode: '06/QĐ-UBND' })).likeness).toMatchObject({
      match: 'file',
      isCopy: false,
    });
  });

  it('only alike, and first from now on, when the other one was recalled', () => {
    const recalled = withBlocks(first, { core: { status: 'recalled' } });
    const { likeness, identities } = compare(documentOf(), recalled);
    expect(likeness).toMatchObject({ isCopy: false });
    expect(identities.map(({ replaces }) => replaces)).toEqual([FIRST, FIRST]);
  });

  it.each([
    ['its number is void', { numbering: { status: 'void' } }],
    ['it was given back', { core: { status: 'returned' } }],
  ] as const)('the first, when of the other one %s', (_, change) => {
    const { likeness, identities } = compare(documentOf(), withBlocks(first, change));
    expect(likeness).toBeUndefined();
    expect(identities.map(({ replaces }) => replaces)).toEqual([FIRST, FIRST]);
  });

  it('nothing to itself', () => {
    const self = { ...documentOf(), documentId: FIRST };
    expect(compare(self)).toEqual({ identities: [] });
  });
});

describe('What the clerk reads', () => {
  const likeness = { first, match: 'identity', isCopy: true } as const;

  it('names the first one and the number it has', () => {
    expect(describeLikeness(likeness, true)).toBe(
      'Văn bản 05/QĐ-UBND ngày 20/11/2026 của Ủy ban nhân dân tỉnh Quảng Ngãi đã có số đến 07. Bản này có thể là bản trùng, chưa cấp số – chờ Văn thư quyết định.',
    );
    expect(describeLikeness(likeness, false)).toContain('có thể là bản trùng');
  });

  it('says what is missing, and never what the document is about', () => {
    const { documentCode: _, issuedOn: __, ...rest } = facts;
    const bare = { ...likeness, first: withBlocks(first, { core: { facts: rest } }) };
    expect(describeLikeness(bare, true)).toContain('Văn bản (không có) ngày (không có) của');
    expect(describeLikeness(bare, true)).not.toContain(facts.abstract);
  });
});

describe('The clerk’s decision', () => {
  const clerk = { personId: 'vt1', role: 'clerk' };
  const decide = (state: DocumentState | undefined, decision: 'join' | 'keep', actor = clerk) =>
    applyEvent(state, eventOf('duplicate.decided', { decision, actor }), circumstances());
  const duplicateOf = { documentId: FIRST, match: 'identity', number: '07' } as const;
  const waiting = withBlocks(states.pending, {
    core: { duplicateOf: { ...duplicateOf, status: 'waiting' } },
    screening: { status: 'ordinary' },
  });
  const noted = withBlocks(states['of a given number'], {
    core: { duplicateOf: { ...duplicateOf, status: 'noted' } },
    review: { status: 'waiting' },
  });

  it('joins a copy to the first one: no number, nothing done on its account, its sender told', () => {
    const decision = decide(waiting, 'join');
    expect(decision).toMatchObject({
      kind: 'change',
      next: { core: { duplicateOf: { status: 'joined' } }, numbering: { status: 'none' } },
      works: [{ effect: 'answer', input: { code: 'DUPLICATE', number: '07' } }],
      toDosClosed: ['duplicate'],
    });
    expect(decision.kind === 'change' && isInForce(decision.next)).toBe(false);
  });

  it('keeps one as a document of its own: it is registered now', () => {
    expect(decide(waiting, 'keep')).toMatchObject({
      next: { core: { duplicateOf: { status: 'kept' } }, screening: { status: 'pending' } },
      works: [{ effect: 'screen', step: 'check-kept' }],
    });
  });

  it('joins one that has a number: its review ends, and it leaves the portal', () => {
    expect(decide(noted, 'join')).toMatchObject({
      next: { review: { status: 'none' }, numbering: { status: 'given' } },
      toDosClosed: ['duplicate', 'review'],
    });
    const shown = withBlocks(noted, {
      review: { status: 'approved' },
      publication: { status: 'published' },
    });
    expect(decide(shown, 'join')).toMatchObject({
      next: { publication: { status: 'withdrawn' } },
      works: [{ effect: 'answer' }, { effect: 'publish' }],
    });
    expect(decide(noted, 'keep')).toMatchObject({ works: [], toDosClosed: ['duplicate'] });
  });

  it.each([
    ['a document that resembles none', states.ordinary, 'return'],
    ['one that has not come', undefined, 'park'],
    ['one that is held', states.held, 'park'],
    ['one that was refused', states['refused as secret'], 'stale'],
  ] as const)('about %s is no decision: %s', (_, state, kind) => {
    expect(decide(state, 'join').kind).toBe(kind);
  });

  it('leaves nothing to void of a copy', () => {
    const joined = decide(waiting, 'join');
    const voided = eventOf('number.voided', { actor: clerk });
    expect(joined.kind === 'change' && applyEvent(joined.next, voided, circumstances())).toEqual({
      kind: 'return',
      code: 'NO_NUMBER',
    });
  });

  it('stands once it is made', () => {
    const joined = decide(waiting, 'join');
    if (joined.kind !== 'change') throw new Error('not joined');
    expect(decide(joined.next, 'keep').kind).toBe('stale');
  });

  it('is the clerk’s', () => {
    expect(decide(waiting, 'join', { personId: 'vp1', role: 'officer' })).toEqual({
      kind: 'return',
      code: 'ROLE_NOT_ALLOWED',
    });
  });

  it('is waited for by what happens meanwhile, and a copy is not published', () => {
    const review = eventOf('review.decided', {
      actor: { personId: 'vp1', role: 'officer' },
      sha256: SHA.draft,
    });
    expect(applyEvent(waiting, eventOf('document.assigned'), circumstances()).kind).toBe('park');
    expect(applyEvent(waiting, review, circumstances()).kind).toBe('park');
    const joined = decide(waiting, 'join');
    expect(joined.kind === 'change' && applyEvent(joined.next, review, circumstances())).toEqual({
      kind: 'return',
      code: 'DUPLICATE',
    });
  });
});
