import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventName } from '../../../lib/events/catalogue.ts';
import { desiredPublication } from '../../../lib/portal/desired-publication.ts';
import { currentMainFile, type DocumentState } from '../../../lib/register/document-state.ts';
import { applyEvent } from '../../../lib/register/transitions/apply-event.ts';
import { orderOf } from '../../../lib/register/transitions/decision.ts';
import { circumstances, eventOf } from './document-events.ts';
import { DOCUMENT, NOW, SHA, stateNames, states, withBlocks } from './document-states.ts';

const seed = Number(process.env['SEED'] ?? 20261123);
const apply = (state: (typeof states)[keyof typeof states], event: ReturnType<typeof eventOf>) =>
  applyEvent(state, event, circumstances());

interface Moment {
  readonly id: string;
  readonly second: number;
  readonly sequence: number;
  readonly name: EventName;
  readonly decision: string;
}

describe('Who may decide (R2, R3, R4)', () => {
  const rights: readonly [EventName, string][] = [
    ['secrecy.decided', 'clerk'],
    ['seal.ordered', 'clerk'],
    ['number.voided', 'clerk'],
    ['document.returned', 'clerk'],
    ['document.copied', 'clerk'],
    ['document.recalled', 'clerk'],
    ['document.replaced', 'clerk'],
    ['document.corrected', 'clerk'],
    ['review.decided', 'officer'],
  ];

  it.each(
    rights.flatMap(([name, right]) =>
      ['clerk', 'officer', 'operator'].filter((role) => role !== right).map((role) => [name, role]),
    ),
  )('%s is not for an %s, in any state', (name, role) => {
    for (const state of stateNames) {
      const event = eventOf(name as EventName, { actor: { personId: 'x', role } });
      expect(apply(states[state], event)).toEqual({ kind: 'return', code: 'ROLE_NOT_ALLOWED' });
    }
  });
});

describe('What is taken back or corrected at the desk (R8)', () => {
  const atDesk = { ...circumstances(), actsForOffice: true };
  const clerk = { personId: 'vt1', role: 'clerk' };

  it.each(['document.recalled', 'document.replaced', 'document.corrected'] as const)(
    '%s says which clerk does it; a source speaks for its own documents',
    (name) => {
      expect(applyEvent(states.ordinary, eventOf(name), atDesk)).toEqual({
        kind: 'return',
        code: 'ROLE_NOT_ALLOWED',
      });
      expect(applyEvent(states.ordinary, eventOf(name, { actor: clerk }), atDesk).kind).toBe(
        'change',
      );
      expect(apply(states.ordinary, eventOf(name)).kind).toBe('change');
    },
  );
});

describe('The version that is decided on', () => {
  const officer = { personId: 'vp1', role: 'officer' };
  const review = (sha256: string, decision = 'approve') =>
    eventOf('review.decided', { actor: officer, sha256, decision });

  it('is the one the reader sees: the sealed file, else the file as it came', () => {
    expect(currentMainFile(states.issued)?.sha256).toBe(SHA.sealed);
    expect(currentMainFile(states.ordinary)?.sha256).toBe(SHA.draft);
  });

  it.each(['approve', 'reject'])('changes nothing when another was meant (%s)', (decision) => {
    const changed = { kind: 'return', code: 'VERSION_CHANGED' };
    expect(apply(states.ordinary, review(SHA.leader, decision))).toEqual(changed);
    expect(apply(states.issued, review(SHA.draft, decision))).toEqual(changed);
    expect(apply(states.issued, review(SHA.leader, decision))).toEqual(changed);
  });

  it('of the seal is exactly what the leader signed', () => {
    for (const sha256 of [SHA.draft, SHA.sealed])
      expect(apply(states['waiting for the seal'], eventOf('seal.ordered', { sha256 }))).toEqual({
        kind: 'return',
        code: 'VERSION_CHANGED',
      });
  });

  it('is sealed only while the document is in force', () => {
    const recalled = withBlocks(states['waiting for the seal'], { core: { status: 'recalled' } });
    expect(apply(recalled, eventOf('seal.ordered', { sha256: SHA.leader }))).toEqual({
      kind: 'return',
      code: 'TAKEN_BACK',
    });
  });

  it('may be kept back although it is of limited circulation', () => {
    expect(apply(states['of limited circulation'], review(SHA.draft, 'reject')).kind).toBe(
      'change',
    );
  });

  it('is named by the approval, and taken from the portal by a later refusal', () => {
    const approved = apply(states.ordinary, review(SHA.draft));
    expect(approved).toMatchObject({
      next: { publication: { status: 'approved', sha256: SHA.draft } },
    });
    const published = withBlocks(states.ordinary, { publication: { status: 'published' } });
    const event = review(SHA.draft, 'reject');
    expect(apply(published, event)).toMatchObject({
      next: { publication: { status: 'withdrawn' } },
    });
  });
});

describe('The order of a source’s events', () => {
  const kinds = [
    'document.assigned',
    'document.completed',
    'document.recalled',
    'document.replaced',
    'document.corrected',
    'document.returned',
    'review.decided',
  ] as const;
  const officer = { personId: 'vp1', role: 'officer' };
  const make = (name: EventName, order: { id?: string; second?: number; sequence?: number }) =>
    eventOf(name, name === 'review.decided' ? { actor: officer, sha256: SHA.draft } : {}, order);

  const after = (name: EventName, order: { id?: string; second?: number; sequence?: number }) => {
    const decision = apply(states.ordinary, make(name, order));
    if (decision.kind !== 'change') throw new Error('not applied');
    return decision.next;
  };

  it.each(kinds)('%s: the latest stands; one that is older, or the same, is stale', (name) => {
    const state = after(name, { id: 'b', second: 10 });
    expect(apply(state, make(name, { id: 'a', second: 9 })).kind).toBe('stale');
    expect(apply(state, make(name, { id: 'a', second: 10 })).kind).toBe('stale');
    expect(apply(state, make(name, { id: 'b', second: 10 })).kind).toBe('stale');
    expect(apply(state, make(name, { id: 'c', second: 10 })).kind).toBe('change');
    expect(apply(state, make(name, { id: 'a', second: 11 })).kind).toBe('change');
  });

  it('goes by the sequence before the time, and by the time before the id', () => {
    const order = (sequence: number | undefined, second: number, id: string) =>
      orderOf(
        eventOf(
          'document.opened',
          {},
          { id, second, ...(sequence === undefined ? {} : { sequence }) },
        ),
      );
    const rising = [
      order(undefined, 5, 'b'),
      order(undefined, 6, 'a'),
      order(2, 1, 'a'),
      order(2, 1, 'b'),
      order(10, 0, 'a'),
      order(Number.MAX_SAFE_INTEGER, 0, 'a'),
    ];
    expect(rising.toSorted()).toEqual(rising);
    expect(new Set(rising).size).toBe(rising.length);
  });

  it('is the same for all orders in which the same events come', () => {
    const moment: fc.Arbitrary<Moment> = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      second: fc.integer({ min: 0, max: 3 }),
      sequence: fc.constantFrom(0, 1, 2),
      name: fc.constantFrom(...kinds),
      decision: fc.constantFrom('approve', 'reject'),
    });
    const events = fc.uniqueArray(moment, {
      maxLength: 7,
      selector: ({ id, second, sequence }) => `${id}|${second}|${sequence}`,
    });
    const both = events.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    /** What the events come to: what was undone by the latest leaves no trace that counts. */
    const meaningOf = (list: readonly Moment[]) => {
      const end = list.reduce((state, { name, decision, ...order }) => {
        const data = {
          'review.decided': { actor: officer, sha256: SHA.draft, decision },
          'document.corrected': { correctedBy: `VB-${decision}` },
          'document.recalled': decision === 'approve' ? { recalledBy: 'VB-5' } : {},
        }[name as string];
        const event = eventOf(name, data, order);
        const decided = apply(state, event);
        return decided.kind === 'change' ? decided.next : state;
      }, states.ordinary as DocumentState);
      const { order, status, sha256 } = end.review;
      return { core: end.core, order, status, sha256, shown: desiredPublication(end).kind };
    };
    fc.assert(
      fc.property(both, ([list, shuffled]) => {
        expect(meaningOf(shuffled)).toEqual(meaningOf(list));
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe('The first word about a document', () => {
  const opened = (
    name: EventName,
    data: Record<string, unknown> = {},
    ownArrivalNumbers = true,
  ) => {
    const decision = applyEvent(undefined, eventOf(name, data), {
      ...circumstances(),
      ownArrivalNumbers,
    });
    if (decision.kind !== 'change') throw new Error('not applied');
    return decision.next;
  };

  it.each([
    ['document.received', {}, true, 'incoming', 'den', undefined],
    ['document.received', { arrivalNumber: '123' }, true, 'incoming', 'den', undefined],
    ['document.received', { arrivalNumber: ' 123a' }, false, 'incoming', undefined, ' 123a'],
    ['document.received', {}, false, 'incoming', 'den', undefined],
    ['document.registered', { direction: 'incoming' }, true, 'incoming', 'den', undefined],
    ['document.registered', { direction: 'outgoing' }, true, 'outgoing', 'di', undefined],
    ['document.issued', { documentCode: '5/QĐ-UBDT' }, true, 'outgoing', undefined, '5/QĐ-UBDT'],
    ['document.approved', { documentCode: '5/QĐ' }, true, 'outgoing', 'di', undefined],
  ] as const)(
    '%s %j (own numbers: %s) is %s, series %s, given %s',
    (name, data, own, direction, seriesId, given) => {
      const { core } = opened(name, data, own);
      expect([core.direction, core.seriesId, core.givenNumber]).toEqual([
        direction,
        seriesId,
        given,
      ]);
    },
  );

  it('keeps of a draft what its signing needs', () => {
    expect(opened('document.approved', { approvalProof: 'jws' }).signing).toMatchObject({
      status: 'pending',
      signerId: 'ld1',
      approvalProof: 'jws',
      codeSuffix: 'QĐ-UBDT',
      draft: { size: 1 },
    });
    expect(opened('document.issued').signing.status).toBe('none');
  });

  it('makes the document its sender’s, although a desk has spoken of it before', () => {
    const awaited = { ...states.awaited, source: 'desk' };
    for (const verdict of [
      { kind: 'admit' as const },
      { kind: 'refuse' as const },
      { kind: 'hold' as const, causes: [] },
    ]) {
      const event = eventOf('document.received');
      expect(applyEvent(awaited, event, circumstances(verdict))).toMatchObject({
        next: { source: 'e-office' },
      });
    }
  });

  it('starts the day’s wait for its files, however long later events have waited for it', () => {
    const early = new Date(NOW.getTime() - 3 * 24 * 3_600_000).toISOString();
    const awaited = withBlocks(states.awaited, { core: { createdAt: early } });
    const decision = apply(awaited, eventOf('document.received'));
    expect(decision).toMatchObject({
      next: { documentId: DOCUMENT, core: { createdAt: NOW.toISOString(), parked: 1 } },
    });
  });
});
