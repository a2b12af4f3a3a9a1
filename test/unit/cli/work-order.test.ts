import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byUrgency } from '../../../lib/cli/deadlines/list-work.ts';
import type { DocumentId } from '../../../lib/kernel/ids.ts';

const seed = Number(process.env['SEED'] ?? 20261123);

type Work = Parameters<typeof byUrgency>[0];
const work = (change: Partial<Work> & { name: string }): Work & { name: string } => ({
  documentId: 'a'.repeat(26) as DocumentId,
  kind: 'hand-over',
  desk: 'work',
  since: '2026-11-20T00:00:00.000Z',
  dueBy: '2026-11-24T16:59:59.999Z',
  overdue: false,
  ...change,
});

const inOrder = [
  work({ name: 'overdue, hoả tốc', overdue: true, urgency: 'hoa_toc' }),
  work({ name: 'overdue, urgent without a grade of its own', overdue: true, atOnce: true }),
  work({ name: 'overdue for long', overdue: true, dueBy: '2026-11-01T16:59:59.999Z' }),
  work({ name: 'overdue', overdue: true }),
  work({ name: 'hoả tốc, due late', urgency: 'hoa_toc', dueBy: '2026-12-24T16:59:59.999Z' }),
  work({ name: 'thượng khẩn', urgency: 'thuong_khan' }),
  work({ name: 'khẩn', urgency: 'khan' }),
  work({ name: 'due soon', dueBy: '2026-11-23T16:59:59.999Z' }),
  work({ name: 'due later', urgency: 'thuong' }),
];

describe('The order of work', () => {
  it('is: overdue, then by độ khẩn, then by deadline, however the rows come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (rows) => {
        expect(rows.toSorted(byUrgency).map(({ name }) => name)).toEqual(
          inOrder.map(({ name }) => name),
        );
      }),
      { seed },
    );
  });
});
