import { describe, expect, it } from '@jest/globals';
import { type BookFilter, isWanted } from '../../../../lib/register/books/filter.ts';
import { states } from '../document-states.ts';
import { entryOf, given, incoming, numbered } from './book-documents.ts';

const entry = entryOf(incoming({}, { urgency: 'khan', signerName: 'Lê Văn Thử' }));

describe('A filter of a book', () => {
  it.each<[string, BookFilter]>([
    ['type without accents', { typeName: 'bao cao' }],
    ['a part of the issuer', { issuer: 'VAN PHONG' }],
    ['words of the abstract in any order', { text: 'dân tộc chiến lược' }],
    ['the code', { text: '2132/vpcp' }],
    ['the signer', { text: 'le van thu' }],
    ['both tone places', { text: 'chiến lược' }],
    ['urgency', { urgency: 'khan' }],
    ['its own number', { from: 7, to: 7 }],
    ['its series', { series: 'den' }],
    ['all of it', { typeName: 'Báo cáo', issuer: 'chính phủ', urgency: 'khan', from: 1 }],
  ])('finds by %s', (_, filter) => {
    expect(isWanted('incoming', entry, filter)).toBe(true);
  });

  it.each<[string, BookFilter]>([
    ['another type', { typeName: 'Quyết định' }],
    ['another issuer', { issuer: 'Bộ Nội vụ' }],
    ['a word that is not there', { text: 'chiến lược biển' }],
    ['another urgency', { urgency: 'hoa_toc' }],
    ['a later number', { from: 8 }],
    ['an earlier number', { to: 6 }],
    ['another series', { series: 'given' }],
  ])('leaves out by %s', (_, filter) => {
    expect(isWanted('incoming', entry, filter)).toBe(false);
  });

  it('calls a document without a type công văn', () => {
    const { typeName: _, ...untyped } = incoming().core.facts ?? { typeName: '' };
    const letter = entryOf({
      ...incoming(),
      core: { ...incoming().core, facts: untyped as never },
    });
    expect(isWanted('incoming', letter, { typeName: 'Công văn' })).toBe(true);
    expect(isWanted('incoming', entry, { typeName: 'công văn' })).toBe(false);
  });

  it('reads given numbers too, and leaves out those that cannot be read', () => {
    expect(isWanted('incoming', given('1231'), { from: 1200, series: 'given' })).toBe(true);
    expect(isWanted('incoming', given('x'), { from: 1 })).toBe(false);
  });

  it('keeps void numbers, but not where content is looked for', () => {
    const gone = { kind: 'void', seriesId: 'den', year: 2026, n: 3, date: '2026-11-23' } as const;
    expect(isWanted('incoming', gone, { from: 3, to: 3 })).toBe(true);
    expect(isWanted('incoming', gone, { text: 'a' })).toBe(false);
    expect(isWanted('progress', gone)).toBe(false);
  });

  it('shows as work only what someone leads or what has a date', () => {
    expect(isWanted('progress', numbered(1))).toBe(false);
    expect(isWanted('progress', entryOf(incoming({}, { dueOn: '2026-12-01' })))).toBe(true);
  });

  it('never finds a held document, whatever is asked', () => {
    for (const filter of [{}, { text: '' }, { from: 0 }])
      expect(isWanted('incoming', entryOf(states.held), filter)).toBe(false);
  });
});
