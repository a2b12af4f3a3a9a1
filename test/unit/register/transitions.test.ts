import { describe, expect, it } from '@jest/globals';
import { documentIdOf } from '../../../lib/kernel/ids.ts';
import { documentState } from '../../../lib/register/document-state.ts';
import { applyEvent } from '../../../lib/register/transitions/apply-event.ts';
import type { Decision } from '../../../lib/register/transitions/decision.ts';
import {
  circumstances,
  eventOf,
  type Happening,
  happeningNames,
  happenings,
} from './document-events.ts';
import { frozen, SHA, type StateName, stateNames, states } from './document-states.ts';

/** The office's id of the document that corrects: VB-3 of the same source. */
const CORRECTING = documentIdOf('e-office', 'VB-3');

/** A decision in one word: where the state went, or why it did not. */
const wordFor = (decision: Decision): string => {
  if (decision.kind === 'change') return decision.history.to;
  return decision.kind === 'return' ? decision.code : decision.kind;
};

const decide = (state: StateName, happening: Happening): Decision =>
  applyEvent(frozen(states[state]), happenings[happening](state), circumstances());

const later = (words: string[]) => words.join(' ').split(' ');
/** Columns: the happenings in their order. */
const notYet = 'park park park park park park park park park';
const follow = 'assigned:cv1 completed opened presented:ld1 recalled replaced';
/** Corrected, given back, copied: as an incoming document, as an outgoing one, as one never signed. */
const came = `${follow} corrected:${CORRECTING} returned copied:SY`;
const made = `${follow} corrected:${CORRECTING} NOT_INCOMING copied:SY`;
const unmade = `${follow} corrected:${CORRECTING} NOT_INCOMING NOTHING_TO_COPY`;
const inMaking = `${follow} corrected:${CORRECTING} NOT_INCOMING park`;
const never = 'stale stale stale stale stale stale stale stale stale';
const table: Readonly<Record<StateName, readonly string[]>> = {
  absent: later(['pending', notYet, 'park park park park park']),
  awaited: later(['pending', notYet, 'park park park park park']),
  held: later(['ALREADY_KNOWN', notYet, 'pending refused park park park']),
  'being released': later(['ALREADY_KNOWN', notYet, 'stale stale park park park']),
  'refused as secret': later(['ALREADY_KNOWN', never, 'stale stale stale stale stale']),
  'refused for its files': later(['ALREADY_KNOWN', never, 'stale stale stale stale stale']),
  pending: later(['ALREADY_KNOWN', notYet, 'stale stale park park park']),
  ordinary: later(['ALREADY_KNOWN', came, 'stale stale approved NOTHING_TO_SEAL void']),
  'of a given number': later([
    'ALREADY_KNOWN',
    came,
    'stale stale approved NOTHING_TO_SEAL NUMBER_NOT_OURS',
  ]),
  'of limited circulation': later([
    'ALREADY_KNOWN',
    came,
    'stale stale CIRCULATION_LIMITED NOTHING_TO_SEAL void',
  ]),
  recalled: later(['ALREADY_KNOWN', came, 'stale stale approved NOTHING_TO_SEAL void']),
  'given back': later(['ALREADY_KNOWN', came, 'stale stale approved NOTHING_TO_SEAL void']),
  'to be signed': later(['ALREADY_KNOWN', inMaking, 'stale stale park park park']),
  'signed by the leader': later(['ALREADY_KNOWN', inMaking, 'stale stale park park park']),
  'waiting for the seal': later(['ALREADY_KNOWN', inMaking, 'stale stale park sealing void']),
  'being sealed': later(['ALREADY_KNOWN', inMaking, 'stale stale park stale ALREADY_ISSUED']),
  issued: later(['ALREADY_KNOWN', made, 'stale stale approved stale ALREADY_ISSUED']),
  'refused in signing': later([
    'ALREADY_KNOWN',
    unmade,
    'stale stale approved NOTHING_TO_SEAL NO_NUMBER',
  ]),
  voided: later(['ALREADY_KNOWN', unmade, 'stale stale approved NOTHING_TO_SEAL stale']),
};

describe.each(stateNames)('A document that is %s', (state) => {
  it.each(happeningNames.map((name, at) => [name, table[state][at]] as const))(
    '%s: %s',
    (happening, word) => {
      expect(wordFor(decide(state, happening))).toBe(word);
    },
  );
});

describe('The table', () => {
  it('has a column for each happening', () => {
    for (const state of stateNames) expect(table[state]).toHaveLength(happeningNames.length);
  });
});

describe('Every change of state', () => {
  const changes = stateNames.flatMap((state) =>
    happeningNames.flatMap((happening) => {
      const decision = decide(state, happening);
      return decision.kind === 'change' ? [{ state, happening, decision }] : [];
    }),
  );

  it.each(changes)(
    '$state, $happening: can be stored, and leaves revisions to the store',
    (change) => {
      const { next } = change.decision;
      expect(documentState.parse(next)).toEqual(next);
      const before = states[change.state];
      for (const name of ['core', 'screening', 'numbering', 'signing', 'review'] as const)
        expect(next[name].rev).toBe(before?.[name].rev ?? 0);
    },
  );

  it.each(changes)(
    '$state, $happening: two of its pieces of work never have one name',
    (change) => {
      const names = change.decision.works.map(({ effect, step }) => `${effect}.${step}`);
      expect(new Set(names).size).toBe(names.length);
    },
  );
});

describe('What is secret at the door (R1)', () => {
  const secret = { abstract: 'CANARY', issuer: 'CANARY', documentCode: 'CANARY' };
  const files = [
    { sha256: SHA.draft, size: 1, mediaType: 'a/b', name: 'CANARY', role: 'main' as const },
  ];

  it.each(['absent', 'awaited'] as const)('leaves nothing of a document that is %s', (state) => {
    for (const verdict of [
      { kind: 'refuse' as const },
      { kind: 'hold' as const, causes: ['grade-unknown' as const] },
    ]) {
      const event = eventOf('document.received', { ...secret, files });
      const decision = applyEvent(frozen(states[state]), event, circumstances(verdict));
      expect(JSON.stringify(decision)).not.toContain('CANARY');
      expect(wordFor(decision)).toBe(verdict.kind === 'refuse' ? 'refused' : 'held');
    }
  });

  it('is shredded by the names of its files, also those that came before it', () => {
    const event = eventOf('document.received', { ...secret, files });
    const decision = applyEvent(undefined, event, circumstances({ kind: 'refuse' }));
    expect(decision).toMatchObject({
      answer: 'returned',
      code: 'SECRET_REFUSED',
      works: [
        { effect: 'screen', step: 'shred', input: { files: SHA.draft } },
        { effect: 'answer', step: 'returned', input: { code: 'SECRET_REFUSED' } },
      ],
    });
  });

  it('and refused by a clerk keeps no word of the clerk’s reason', () => {
    const event = eventOf('secrecy.decided', { decision: 'refuse', reason: 'CANARY' });
    const decision = applyEvent(frozen(states.held), event, circumstances());
    expect(wordFor(decision)).toBe('refused');
    expect(JSON.stringify(decision)).not.toContain('CANARY');
  });

  it('goes on a clerk’s list while it is held, and off it once it is decided', () => {
    const hold = { kind: 'hold' as const, causes: ['secrecy-word' as const] };
    expect(applyEvent(undefined, eventOf('document.received'), circumstances(hold))).toMatchObject({
      toDosOpened: [{ kind: 'held', desk: 'clerk' }],
      history: { from: 'none', to: 'held', reason: 'secrecy-word' },
    });
    for (const happening of ['released', 'refused'] as const)
      expect(decide('held', happening)).toMatchObject({ toDosClosed: ['held'] });
  });
});
