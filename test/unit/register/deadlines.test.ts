import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startOfVietnamDay, vietnamDate } from '../../../lib/kernel/vietnam-time.ts';
import { announcedCalendar, isWorkingDay } from '../../../lib/kernel/working-days.ts';
import {
  AT_ONCE_GRACE_MS,
  endOfVietnamDay,
  handlingDeadline,
  isOverdue,
  workChanges,
  workToDosOf,
} from '../../../lib/register/deadlines.ts';
import type { DocumentState } from '../../../lib/register/document-state.ts';
import { applyEvent } from '../../../lib/register/transitions/apply-event.ts';
import { circumstances, eventOf } from './document-events.ts';
import { states, withBlocks } from './document-states.ts';

const seed = Number(process.env['SEED'] ?? 20261123);
const FRIDAY = new Date('2026-11-20T09:30:00Z');
const at = (time: string) => new Date(time);

const handOver = { dueBy: '2026-11-24T16:59:59.999Z' };
const registered = withBlocks(states.ordinary, { core: { handOver } });

/** The state after events, in the order given, from a registered incoming document. */
const following = (events: Parameters<typeof applyEvent>[1][], from: DocumentState = registered) =>
  events.reduce((state, event) => {
    const decision = applyEvent(state, event, circumstances());
    return decision.kind === 'change' ? decision.next : state;
  }, from);

const assigned = (data: object, second = 1) =>
  eventOf('document.assigned', { ...data }, { id: `a-${second}`, second });
const completed = (second: number) =>
  eventOf('document.completed', {}, { id: `c-${second}`, second });
const open = (state: DocumentState) => workToDosOf(state).map(({ kind }) => kind);

describe('What the decree gives a day for', () => {
  it('is due at the end of the next working day in Vietnam', () => {
    expect(handlingDeadline(FRIDAY, 'thuong', announcedCalendar)).toEqual({
      dueBy: '2026-11-23T16:59:59.999Z',
    });
  });

  it('counts the day in Vietnam, not in Greenwich: 18:00 UTC is tomorrow there', () => {
    const { dueBy } = handlingDeadline(at('2026-11-19T18:00:00Z'), 'thuong', announcedCalendar);
    expect(vietnamDate(at(dueBy))).toBe('2026-11-23');
  });

  it.each([
    ['2026-11-21T03:00:00Z', '2026-11-23', 'on a Saturday'],
    ['2026-02-13T03:00:00Z', '2026-02-23', 'before Tết'],
    ['2026-08-21T03:00:00Z', '2026-08-22', 'before a Saturday that is worked'],
    ['2026-12-31T10:00:00Z', '2027-01-04', 'on the last day of a year'],
  ])('comes at %s and is due on %s (%s)', (came, due) => {
    const { dueBy } = handlingDeadline(at(came), 'thuong', announcedCalendar);
    expect(vietnamDate(at(dueBy))).toBe(due);
  });

  it.each(['khan', 'thuong_khan', 'hoa_toc'] as const)('%s is due when it comes', (urgency) => {
    expect(handlingDeadline(FRIDAY, urgency, announcedCalendar)).toEqual({
      dueBy: FRIDAY.toISOString(),
      atOnce: true,
    });
  });

  it('is never due on a day off, nor before it came, nor later for having come earlier', () => {
    const instants = fc
      .integer({ min: 0, max: 11 * 365 * 24 * 60 })
      .map((minutes) => new Date(Date.UTC(2015, 0, 1) + minutes * 60_000));
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        const [early, late] = one <= other ? [one, other] : [other, one];
        const due = handlingDeadline(early, 'thuong', announcedCalendar).dueBy;
        expect(isWorkingDay(vietnamDate(at(due)))).toBe(true);
        expect(at(due) > early).toBe(true);
        expect(handlingDeadline(late, 'thuong', announcedCalendar).dueBy >= due).toBe(true);
      }),
      { seed },
    );
  });

  it('ends a day with its last instant', () => {
    const end = endOfVietnamDay('2026-12-05');
    expect(vietnamDate(end)).toBe('2026-12-05');
    expect(end.getTime() + 1).toBe(startOfVietnamDay('2026-12-06').getTime());
  });
});

describe('Overdue', () => {
  const row = { kind: 'hand-over', dueBy: '2026-11-23T16:59:59.999Z' };

  it.each([
    ['2026-11-23T16:59:59.999Z', false],
    ['2026-11-23T17:00:00.000Z', true],
  ])('at %s: %s', (now, overdue) => {
    expect(isOverdue(row, at(now), announcedCalendar)).toBe(overdue);
  });

  it('is shown of urgent work half an hour after it came', () => {
    const urgent = { kind: 'hand-over', dueBy: FRIDAY.toISOString(), atOnce: true };
    const within = new Date(FRIDAY.getTime() + AT_ONCE_GRACE_MS);
    expect(isOverdue(urgent, within, announcedCalendar)).toBe(false);
    expect(isOverdue(urgent, new Date(within.getTime() + 1), announcedCalendar)).toBe(true);
  });

  it('waits over a holiday that was announced after the row was written, unless a leader set the day', () => {
    const calendar = { closed: new Set(['2026-11-23']), openWeekends: new Set<string>() };
    const tuesday = at('2026-11-24T02:00:00Z');
    expect(isOverdue(row, tuesday, calendar)).toBe(false);
    expect(isOverdue(row, at('2026-11-25T02:00:00Z'), calendar)).toBe(true);
    expect(isOverdue({ ...row, kind: 'solve' }, tuesday, calendar)).toBe(true);
  });

  it('never is what has no deadline', () => {
    expect(isOverdue({ kind: 'review' }, at('2099-01-01T00:00:00Z'), announcedCalendar)).toBe(
      false,
    );
  });
});

describe('The work an incoming document asks for', () => {
  it('is to hand it over, until a leader has directed who solves it and by when', () => {
    expect(workToDosOf(registered)).toMatchObject([
      { kind: 'hand-over', desk: 'work', ...handOver, urgency: 'thuong' },
    ]);
    const directed = following([assigned({ leadId: 'cv1', dueOn: '2026-12-05' })]);
    expect(workToDosOf(directed)).toMatchObject([
      { kind: 'solve', desk: 'work', dueBy: '2026-12-05T16:59:59.999Z', leadId: 'cv1' },
    ]);
  });

  it('ends with its completion, and begins anew with a later direction only', () => {
    const direction = { leadId: 'cv1', dueOn: '2026-12-05' };
    expect(open(following([assigned(direction, 1), completed(2)]))).toEqual([]);
    expect(open(following([completed(2), assigned(direction, 1)]))).toEqual([]);
    expect(open(following([completed(2), assigned(direction, 3)]))).toEqual(['solve']);
    expect(open(following([assigned(direction, 3), completed(2)]))).toEqual(['solve']);
  });

  it.each([
    ['recalled', eventOf('document.recalled', {}, { second: 5 })],
    ['replaced', eventOf('document.replaced', {}, { second: 5 })],
    [
      'returned',
      eventOf('document.returned', { actor: { personId: 'vt1', role: 'clerk' } }, { second: 5 }),
    ],
  ])('ends when it is %s', (_, event) => {
    expect(open(following([event]))).toEqual([]);
    expect(open(following([assigned({ dueOn: '2026-12-05' }), event]))).toEqual([]);
  });

  it('is no longer to hand it over once its number is void', () => {
    const voided = eventOf('number.voided', { actor: { personId: 'vt1', role: 'clerk' } });
    expect(open(following([voided]))).toEqual([]);
  });

  it('is no longer to solve it once its number is void, whichever came first', () => {
    const voided = eventOf(
      'number.voided',
      { actor: { personId: 'vt1', role: 'clerk' } },
      { second: 5 },
    );
    const direction = assigned({ dueOn: '2026-12-05' });
    const before = following([direction]);
    const after = following([voided], before);
    expect(open(before)).toEqual(['solve']);
    expect(workChanges(before, after)).toEqual({ opened: [], closed: ['solve'] });
    expect(open(following([voided, direction]))).toEqual([]);
  });

  it('takes the day of the document when the leader names none, and the same day for urgent ones', () => {
    const dated = withBlocks(registered, {
      core: {
        facts: {
          abstract: 'Họp',
          issuer: 'UBND',
          urgency: 'thuong',
          addressees: [],
          dueOn: '2026-12-01',
        },
      },
    });
    expect(workToDosOf(following([assigned({})], dated))).toMatchObject([
      { dueBy: '2026-12-01T16:59:59.999Z' },
    ]);
    const urgent = withBlocks(registered, {
      core: { facts: { abstract: 'Họp', issuer: 'UBND', urgency: 'hoa_toc', addressees: [] } },
    });
    expect(workToDosOf(following([assigned({})], urgent))).toMatchObject([
      { dueBy: '2026-11-23T16:59:59.999Z', urgency: 'hoa_toc' },
    ]);
    expect(workToDosOf(following([assigned({})]))).toEqual([]);
  });

  it('is none for old records, nor for a copy', () => {
    const direction = assigned({ dueOn: '2026-12-05' });
    expect(
      open(following([direction], withBlocks(registered, { core: { historical: true } }))),
    ).toEqual([]);
    const duplicateOf = { documentId: registered.documentId, match: 'file' } as const;
    for (const status of ['waiting', 'joined'] as const)
      expect(
        open(withBlocks(registered, { core: { duplicateOf: { ...duplicateOf, status } } })),
      ).toEqual([]);
  });

  it('changes by exactly what differs: a new deadline or lead replaces the row', () => {
    const first = following([assigned({ leadId: 'cv1', dueOn: '2026-12-05' }, 1)]);
    const second = following([assigned({ leadId: 'cv2', dueOn: '2026-12-05' }, 2)], first);
    expect(workChanges(registered, first)).toMatchObject({
      opened: [{ kind: 'solve' }],
      closed: ['hand-over'],
    });
    expect(workChanges(first, second)).toMatchObject({
      opened: [{ kind: 'solve', leadId: 'cv2' }],
      closed: [],
    });
    expect(workChanges(second, { ...second, core: { ...second.core, parked: 1 } })).toEqual({
      opened: [],
      closed: [],
    });
  });

  it('ends the same in whatever order the events come', () => {
    const events = [
      assigned({ leadId: 'cv1', dueOn: '2026-12-05' }, 1),
      completed(2),
      assigned({ leadId: 'cv2', dueOn: '2026-12-09' }, 3),
      completed(4),
      eventOf('document.recalled', {}, { id: 'r', second: 5 }),
    ];
    fc.assert(
      fc.property(
        fc
          .subarray(events)
          .chain((some) =>
            fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
          ),
        ([inOrder, shuffled]) => {
          expect(workToDosOf(following(shuffled))).toEqual(workToDosOf(following(inOrder)));
        },
      ),
      { seed },
    );
  });
});
