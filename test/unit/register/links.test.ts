import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documentIdOf } from '../../../lib/kernel/ids.ts';
import type { DocumentState } from '../../../lib/register/document-state.ts';
import { linkItems } from '../../../lib/register/link-items.dynamo.ts';
import { linksOf, namedDocument } from '../../../lib/register/links.ts';
import { parkable } from '../../../lib/register/parkable-event.ts';
import { applyEvent } from '../../../lib/register/transitions/apply-event.ts';
import { circumstances, eventOf } from './document-events.ts';
import { DOCUMENT, NOW, states } from './document-states.ts';

const seed = Number(process.env['SEED'] ?? 20261123);
const clerk = { personId: 'vt1', role: 'clerk' };
const id = (name: string) => documentIdOf('e-office', name);

/** The rows of one commit, as `+owner kind other` or `-owner kind other`. */
const rowsOf = (base: DocumentState | undefined, next: DocumentState): string[] =>
  linkItems('register', {
    documentId: next.documentId,
    base,
    next,
    works: [],
    now: NOW,
    history: { action: 'x', by: 'test', at: NOW.toISOString() },
  }).map(({ Put, Delete }) => {
    const { pk, sk } = unmarshall(Put?.Item ?? Delete?.Key ?? {});
    return `${Put === undefined ? '-' : '+'}${String(pk).slice(4)} ${String(sk).slice(5)}`;
  });

const changed = (state: DocumentState, event: ReturnType<typeof eventOf>): DocumentState => {
  const decision = applyEvent(state, event, circumstances());
  if (decision.kind !== 'change') throw new Error(`not applied: ${decision.kind}`);
  return decision.next;
};

describe('The document an event names beside its own', () => {
  const officeId = 'b'.repeat(26);
  it('is one of its source’s own, whatever the name looks like', () => {
    const from = { source: 'e-office', actsForOffice: false };
    expect(namedDocument('VB-2', from)).toBe(id('VB-2'));
    expect(namedDocument(officeId, from)).toBe(id(officeId));
  });

  it('may be any of the office’s, named by whoever acts for it', () => {
    const from = { source: 'e-office', actsForOffice: true };
    expect(namedDocument(officeId, from)).toBe(officeId);
    expect(namedDocument('VB-2', from)).toBe(id('VB-2'));
  });

  it.each([
    ['document.replaced', { replacedBy: 'self' }],
    ['document.recalled', { recalledBy: 'self' }],
    ['document.corrected', { correctedBy: 'self' }],
  ] as const)('is never the document itself (%s)', (name, data) => {
    const state = { ...states.ordinary, documentId: id('self') };
    expect(applyEvent(state, eventOf(name, data), circumstances())).toEqual({
      kind: 'return',
      code: 'LINK_TO_ITSELF',
    });
  });
});

interface Moment {
  readonly name: string;
  readonly other: string;
  readonly second: number;
}
interface Linked {
  readonly state: DocumentState;
  /** What stands in the table. */
  readonly rows: Set<string>;
}

const applyMoment = ({ state, rows }: Linked, { name, other, second }: Moment): Linked => {
  const data = {
    'document.recalled': { recalledBy: other },
    'document.replaced': { replacedBy: other },
    'document.corrected': { correctedBy: other },
    'document.returned': { actor: clerk },
  }[name];
  const order = { id: `${name}-${other}`, second };
  const decision = applyEvent(
    state,
    eventOf(name as 'document.recalled', data, order),
    circumstances(),
  );
  if (decision.kind !== 'change') return { state, rows };
  for (const row of rowsOf(state, decision.next))
    if (row.startsWith('+')) rows.add(row.slice(1));
    else rows.delete(row.slice(1));
  return { state: decision.next, rows };
};

describe('The rows of a link', () => {
  it('stand beside both documents and say nothing of either', () => {
    const next = changed(states.ordinary, eventOf('document.corrected', { correctedBy: 'VB-9' }));
    expect(rowsOf(states.ordinary, next)).toEqual([
      `+${DOCUMENT} corrected-by#${id('VB-9')}`,
      `+${id('VB-9')} corrects#${DOCUMENT}`,
    ]);
    const [row] = linkItems('register', {
      documentId: DOCUMENT,
      base: states.ordinary,
      next,
      works: [],
      now: NOW,
      history: { action: 'x', by: 'test', at: NOW.toISOString() },
    });
    expect(Object.keys(unmarshall(row?.Put?.Item ?? {})).toSorted()).toEqual(
      'at documentId kind pk sk'.split(' '),
    );
  });

  it('go when a later event puts another document in its place', () => {
    const first = changed(
      states.ordinary,
      eventOf('document.replaced', { replacedBy: 'A' }, { second: 1 }),
    );
    const second = changed(first, eventOf('document.recalled', { recalledBy: 'B' }, { second: 2 }));
    expect(rowsOf(first, second)).toEqual([
      `+${DOCUMENT} recalled-by#${id('B')}`,
      `+${id('B')} recalls#${DOCUMENT}`,
      `-${DOCUMENT} replaced-by#${id('A')}`,
      `-${id('A')} replaces#${DOCUMENT}`,
    ]);
    expect(rowsOf(second, second)).toEqual([]);
  });

  it('come to the same whatever order the same events come in', () => {
    const moment = fc.record({
      name: fc.constantFrom(
        'document.recalled',
        'document.replaced',
        'document.corrected',
        'document.returned',
      ),
      other: fc.constantFrom('A', 'B', 'C'),
      second: fc.integer({ min: 0, max: 5 }),
    });
    const both = fc
      .uniqueArray(moment, { maxLength: 8, selector: ({ name, second }) => `${name}${second}` })
      .chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      );
    const play = (list: readonly Moment[]): Set<string> => {
      const end = list.reduce<Linked>(applyMoment, { state: states.ordinary, rows: new Set() });
      expect(end.rows.size).toBe(linksOf(end.state).length * 2);
      return end.rows;
    };
    fc.assert(
      fc.property(both, ([list, shuffled]) => {
        expect(play(shuffled)).toEqual(play(list));
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe('A recalled draft whose number was given (R4)', () => {
  const drafted = states['waiting for the seal'];
  const back = (
    state: DocumentState,
    name: 'document.recalled' | 'document.replaced',
    second = 0,
  ) => applyEvent(state, eventOf(name, {}, { second }), circumstances());

  it('goes on the clerk’s list once, and off the list of seals', () => {
    const decision = back(drafted, 'document.recalled');
    expect(decision).toMatchObject({
      toDosOpened: [{ kind: 'void', desk: 'clerk', note: '07' }],
      toDosClosed: ['seal'],
      guards: ['signing'],
    });
    if (decision.kind !== 'change') throw new Error('not applied');
    expect(back(decision.next, 'document.replaced', 1)).toMatchObject({ toDosOpened: [] });
    expect(
      applyEvent(decision.next, eventOf('number.voided', { actor: clerk }), circumstances()),
    ).toMatchObject({ toDosClosed: ['seal', 'void'] });
  });

  it.each(['ordinary', 'signed by the leader', 'issued', 'voided'] as const)(
    'is not one that is %s',
    (name) => {
      expect(back(states[name], 'document.recalled')).toMatchObject({ toDosOpened: [] });
    },
  );
});

describe('A document given back', () => {
  const giveBack = (state: DocumentState, second = 0, reason = 'Sai nơi nhận') =>
    applyEvent(
      state,
      eventOf('document.returned', { actor: clerk, reason }, { second }),
      circumstances(),
    );

  it('is taken down and its sender told, once', () => {
    const decision = giveBack(states.ordinary);
    expect(decision).toMatchObject({
      works: [
        { effect: 'publish', step: 'take-down-0' },
        { effect: 'answer', step: 'returned-to-sender', input: { code: 'DOCUMENT_RETURNED' } },
      ],
    });
    if (decision.kind !== 'change') throw new Error('not applied');
    expect(giveBack(decision.next, 1, 'Khác')).toMatchObject({
      works: [],
      next: { core: { status: 'returned', sentBack: { reason: 'Khác' } } },
    });
  });

  it('stays given back when a recall comes after, and keeps its number', () => {
    const decision = giveBack(states.ordinary);
    if (decision.kind !== 'change') throw new Error('not applied');
    const recalled = changed(decision.next, eventOf('document.recalled', {}, { second: 9 }));
    expect(recalled.core.status).toBe('returned');
    expect(recalled.numbering).toEqual(states.ordinary.numbering);
  });
});

describe('An event that came before its document was registered (R1)', () => {
  const texts = {
    'document.assigned': { direction: 'CANARY', leadUnit: 'CANARY' },
    'document.copied': { addressees: ['CANARY', 'CANARY'], actor: clerk },
    'document.recalled': { reason: 'CANARY' },
    'document.returned': { reason: 'CANARY', actor: clerk },
    'document.corrected': { reason: 'CANARY' },
    'secrecy.decided': { reason: 'CANARY' },
  } as const;

  it.each(Object.entries(texts))('%s is kept without what people wrote', (name, data) => {
    const event = eventOf(name as keyof typeof texts, data);
    expect(JSON.stringify(event)).toContain('CANARY');
    for (const state of [states.awaited, states.held]) {
      const kept = parkable(event, state);
      expect(JSON.stringify(kept)).not.toContain('CANARY');
      expect({ ...kept, data: undefined }).toEqual({ ...event, data: undefined });
    }
    expect(parkable(event, states.pending)).toBe(event);
  });

  it('keeps who leads, until when, how many', () => {
    const assigned = eventOf('document.assigned', { dueOn: '2026-12-05', direction: 'CANARY' });
    expect(parkable(assigned, states.awaited).data).toMatchObject({
      leadId: 'cv1',
      dueOn: '2026-12-05',
    });
    const copied = eventOf('document.copied', { actor: clerk, form: 'SL', count: 4 });
    expect(parkable(copied, states.awaited).data).toEqual(copied.data);
  });
});
