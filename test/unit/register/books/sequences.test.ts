import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readGivenNumber } from '../../../../lib/register/books/given-number.ts';
import { reportSequences } from '../../../../lib/register/books/sequences.ts';
import { given, idOf, numbered } from './book-documents.ts';

describe('A number as its keeper wrote it', () => {
  it.each([
    ['1231', 1231, ''],
    ['0098', 98, ''],
    [' 15 ', 15, ''],
    ['98/QĐ-UBDT', 98, 'QĐ-UBDT'],
    ['Số: 07 /TB-VP', 7, 'TB-VP'],
    ['15a', 15, 'a'],
  ])('%j is read as %i', (raw, n, rest) => {
    expect(readGivenNumber(raw)).toEqual({ n, rest });
  });

  it.each(['', 'QĐ-UBDT', '/UBDT', '12345678901'])('%j is no number', (raw) => {
    expect(readGivenNumber(raw)).toBeUndefined();
  });
});

describe('Gaps and doubles', () => {
  it('are found in numbers an e-office keeps, which may begin anywhere', () => {
    const { sequences } = reportSequences(
      ['1229', '1230', '1233', '1230'].map((code, at) => given(code, `2026-11-${20 + at}`)),
    );
    expect(sequences).toEqual([
      {
        sequence: 'e-office',
        count: 4,
        first: 1229,
        last: 1233,
        gaps: [{ from: 1231, to: 1232 }],
        doubles: [{ n: 1230, documentIds: ['given-1230-2026-11-21', 'given-1230-2026-11-23'] }],
        backwards: [{ n: 1233, date: '2026-11-22', after: '2026-11-23' }],
      },
    ]);
  });

  it('a letter after the number makes it a number of its own', () => {
    expect(
      reportSequences([given('15'), given('15a'), given('15A/TB-VP')]).sequences[0]?.doubles,
    ).toEqual([{ n: 15, documentIds: ['given-15a-2026-11-23', 'given-15A/TB-VP-2026-11-23'] }]);
  });

  it('types that are numbered each on its own are told apart when that explains the numbers', () => {
    const entries = ['Quyết định', 'Thông báo'].flatMap((typeName) =>
      ['1', '2', '3'].map((code, at) => given(code, `2026-11-1${at}`, { typeName })),
    );
    const { sequences } = reportSequences(entries);
    expect(sequences.map(({ sequence, count, doubles }) => [sequence, count, doubles])).toEqual([
      ['e-office · Quyết định', 3, []],
      ['e-office · Thông báo', 3, []],
    ]);
  });

  it('a gap that one reading hides is told with the other', () => {
    const entries = [
      ...['1', '2'].map((code) => given(code, '2026-11-10', { typeName: 'Quyết định' })),
      ...['9', '10'].map((code) => given(code, '2026-11-11', { typeName: 'Thông báo' })),
    ];
    const { sequences, groupings } = reportSequences(entries);
    expect(sequences.flatMap(({ gaps }) => gaps)).toEqual([]);
    expect(groupings).toEqual([
      { source: 'e-office', by: 'type', otherGaps: [{ from: 3, to: 8 }] },
    ]);
  });

  it('one sequence for all types stays one', () => {
    const entries = ['Quyết định', 'Thông báo', 'Quyết định', 'Thông báo'].map((typeName, at) =>
      given(String(at + 1), TODAY_OF(at), { typeName }),
    );
    expect(reportSequences(entries).sequences.map(({ sequence }) => sequence)).toEqual([
      'e-office',
    ]);
  });

  it('own series and foreign numbers are sequences of their own; unreadable ones are named', () => {
    const report = reportSequences([numbered(1), numbered(2), given('1231'), given('không số')]);
    expect(report.sequences.map(({ sequence, count }) => [sequence, count])).toEqual([
      ['den', 2],
      ['e-office', 1],
    ]);
    expect(report.unreadable).toEqual([
      { documentId: 'given-không số-2026-11-23', written: 'không số' },
    ]);
  });

  it('gaps and present numbers together are all numbers from first to last', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (numbers) => {
        const [report] = reportSequences(numbers.map((n) => numbered(n))).sequences;
        const missing = (report?.gaps ?? []).flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, at) => from + at),
        );
        const all = [...missing, ...numbers].toSorted((a, b) => a - b);
        const first = Math.min(...numbers);
        expect(all).toEqual(
          Array.from({ length: Math.max(...numbers) - first + 1 }, (_, at) => first + at),
        );
      }),
    );
  });
});

const TODAY_OF = (at: number): string => `2026-11-2${at}`;

describe('Ids of the fixtures', () => {
  it('are different for different numbers', () => {
    expect(new Set([1, 10, 11, 100].map(idOf)).size).toBe(4);
  });
});
