import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp as createScreen } from '../../functions/screen/app.ts';
import type { EventName } from '../../lib/events/catalogue.ts';
import { parseEventText } from '../../lib/events/envelope.ts';
import { ConcurrencyError } from '../../lib/kernel/errors.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { acceptEvent } from '../../lib/register/accept-event.ts';
import { createDocumentFiles } from '../../lib/register/document-files.s3.ts';
import { blankState } from '../../lib/register/document-state.ts';
import { createIdentityStore } from '../../lib/register/duplicates.dynamo.ts';
import { newWork } from '../../lib/register/work.ts';
import { createWorkStore } from '../../lib/register/work-store.dynamo.ts';
import { readerOf, storeOf } from '../support/office/observe.ts';
import { uploadsOf } from './doors-files.ts';
import { DoorsOffice, delayed, receivedData } from './doors-office.ts';

let doors: DoorsOffice;
let door: ReturnType<DoorsOffice['door']>;
beforeAll(async () => {
  doors = await DoorsOffice.open();
  door = doors.door();
});
afterAll(() => doors.close());

const event = (name: EventName, data: object) => parseEventText(doors.eventText(name, data));
const accept = async (deps: typeof door, name: EventName, data: object) =>
  acceptEvent(deps, await door.sources.find('e-office'), event(name, data));
const assign = (deps: typeof door, documentId: string, leadId = 'head') =>
  accept(deps, 'document.assigned', { documentId, leadId, assignedBy: 'leader' });
const receive = (documentId: string) =>
  accept(door, 'document.received', receivedData({ documentId }));
const stateOf = (documentId: string) =>
  storeOf(doors.test).load(documentIdOf('e-office', documentId));
const check = (documentId: string) => ({
  body: JSON.stringify({
    documentId: documentIdOf('e-office', documentId),
    effect: 'screen',
    step: 'check',
  }),
});

/** The screening function, whose first commit waits until `other` has happened. */
const screenLate = (other: () => Promise<unknown>) => {
  const { clients } = doors.test.ground;
  const { tables, buckets } = doors.test.names;
  const deps = delayed({ ...door, store: storeOf(doors.test) }, other);
  return createScreen(
    {
      ...deps,
      works: createWorkStore(clients.dynamodb, tables.register),
      pauses: { isPaused: async () => false },
    },
    {
      ...door,
      counter: door.store,
      identities: createIdentityStore(clients.dynamodb, tables.register),
      accept: door,
      uploads: uploadsOf(doors),
      files: createDocumentFiles(clients.s3, buckets.files),
      suggest: () => [],
      agencyCode: 'UBDT',
    },
  );
};

describe('An early event and the registration of its document', () => {
  it('that is parked while the document is being registered is applied at once', async () => {
    await receive('early-1');
    const late = delayed(door, () => doors.office.apps.effects.screen(check('early-1')));
    expect(await assign(late, 'early-1')).toMatchObject({ status: 'accepted' });
    expect((await stateOf('early-1'))?.core).toMatchObject({
      parked: 0,
      assignment: { leadId: 'head' },
    });
  });

  it('that parks before the registration has committed is called for by it', async () => {
    await receive('early-2');
    let answer: unknown;
    const screen = screenLate(async () => {
      answer = await assign(door, 'early-2');
    });
    await screen(check('early-2'));
    expect(answer).toMatchObject({ status: 'parked' });
    await doors.office.settle();
    expect((await stateOf('early-2'))?.core).toMatchObject({
      parked: 0,
      assignment: { leadId: 'head' },
    });
  });

  it('that parks before the document has come is called for, too', async () => {
    const received = delayed(door, () => assign(door, 'early-3'));
    const data = receivedData({ documentId: 'early-3' });
    expect(await accept(received, 'document.received', data)).toMatchObject({ status: 'accepted' });
    await doors.office.settle();
    expect((await stateOf('early-3'))?.core).toMatchObject({
      parked: 0,
      assignment: { leadId: 'head' },
    });
  });

  it('is applied once, although two replays meet', async () => {
    await assign(door, 'early-4');
    await receive('early-4');
    await doors.office.apps.effects.screen(check('early-4'));
    const store = storeOf(doors.test);
    const documentId = documentIdOf('e-office', 'early-4');
    const [parked] = await store.parkedEvents(documentId);
    const again = parseEventText(parked?.text ?? '');
    const source = await door.sources.find('e-office');
    const replay = (deps: typeof door) => acceptEvent(deps, source, again, { kind: 'parked' });
    await Promise.allSettled([replay(delayed(door, () => replay(door)))]);
    await doors.office.settle();
    const lines = await readerOf(doors.test).history(documentId);
    expect(lines.filter(({ to }) => to === 'assigned:head')).toHaveLength(1);
    expect((await stateOf('early-4'))?.core.parked).toBe(0);
    expect(await store.parkedEvents(documentId)).toEqual([]);
  });
});

describe('Two events of one document at once', () => {
  it('that are one event do not undo what has become of it meanwhile', async () => {
    const first = event('document.received', receivedData({ documentId: 'once' }));
    const source = await door.sources.find('e-office');
    const late = delayed(door, async () => {
      await acceptEvent(door, source, first);
      await doors.office.settle();
    });
    expect(await acceptEvent(late, source, first)).toMatchObject({ status: 'accepted' });
    expect(await stateOf('once')).toMatchObject({
      screening: { status: 'ordinary' },
      numbering: { status: 'allocated' },
    });
    await doors.office.settle();
    const works = await readerOf(doors.test).works(documentIdOf('e-office', 'once'));
    expect(works.filter(({ status }) => status !== 'done')).toEqual([]);
  });

  it('do not undo each other: the later one stands, whoever commits first', async () => {
    await receive('two');
    await doors.office.settle();
    const early = event('document.assigned', { documentId: 'two', leadId: 'a', assignedBy: 'x' });
    doors.test.clock.advance(1_000);
    const late = event('document.assigned', { documentId: 'two', leadId: 'b', assignedBy: 'x' });
    const source = await door.sources.find('e-office');
    const first = delayed(door, () => acceptEvent(door, source, late));
    expect(await acceptEvent(first, source, early)).toMatchObject({ status: 'stale' });
    expect((await stateOf('two'))?.core.assignment?.leadId).toBe('b');
  });

  it('of different concerns do not reject each other', async () => {
    await receive('concerns');
    await doors.office.settle();
    const state = await stateOf('concerns');
    if (state === undefined) throw new Error('not there');
    const change = (name: 'review' | 'notices' | 'publication', times: number) =>
      door.store.commit({
        documentId: state.documentId,
        base: state,
        next: { ...state, [name]: { ...state[name] } },
        works: [],
        now: new Date(doors.test.clock.now()),
        history: { action: `${name}-${times}`, by: 'test', at: new Date(times).toISOString() },
      });
    for (const name of ['review', 'notices', 'publication'] as const) await change(name, 1);
    await expect(change('review', 2)).rejects.toThrow(ConcurrencyError);
  });
});

describe('A recall that meets the giving of a number (R4)', () => {
  const numberIt = (documentId: string) =>
    doors.office.apps.effects.sign({
      body: JSON.stringify({ documentId, effect: 'sign', step: 'number' }),
    });

  /** A draft its leader has signed: its next step takes a number. */
  const prepare = async (key: string) => {
    const documentId = documentIdOf('e-office', key);
    const now = new Date(doors.test.clock.now());
    const blank = blankState(documentId, 'e-office', 'active', now);
    await storeOf(doors.test).commit({
      documentId,
      base: undefined,
      next: {
        ...blank,
        core: { ...blank.core, direction: 'outgoing', seriesId: key },
        screening: { ...blank.screening, status: 'ordinary' },
        signing: { ...blank.signing, status: 'leader_signed', codeSuffix: 'QĐ-UBDT' },
      },
      works: [newWork('sign', 'number')],
      now,
      history: { action: 'prepared', by: 'test', at: now.toISOString() },
    });
    return documentId;
  };
  const toDosOf = async (documentId: string) =>
    (await readerOf(doors.test).toDos('clerk', 200))
      .filter((toDo) => toDo.documentId === documentId)
      .map(({ kind, note }) => [kind, note]);

  it('and comes a moment too late leaves the number to the clerk to void', async () => {
    const documentId = await prepare('race-late');
    const late = delayed(door, () => numberIt(documentId));
    await accept(late, 'document.recalled', { documentId: 'race-late', reason: 'Dừng' });
    expect(await toDosOf(documentId)).toEqual([['void', '01/QĐ-UBDT']]);
    expect((await stateOf('race-late'))?.core.status).toBe('recalled');
  });

  it('and comes a moment before takes none', async () => {
    const documentId = await prepare('race-early');
    await accept(door, 'document.recalled', { documentId: 'race-early', reason: 'Dừng' });
    await numberIt(documentId);
    expect(await toDosOf(documentId)).toEqual([]);
    expect((await stateOf('race-early'))?.numbering.status).toBe('none');
  });
});
