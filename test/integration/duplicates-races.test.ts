import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp as createScreen } from '../../functions/screen/app.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { createDocumentFiles } from '../../lib/register/document-files.s3.ts';
import { createDocumentStore } from '../../lib/register/document-store.dynamo.ts';
import { createIdentityStore } from '../../lib/register/duplicates.dynamo.ts';
import { createNumberEvidence } from '../../lib/register/number-evidence.s3.ts';
import { createUploadStore } from '../../lib/register/uploads.dynamo.ts';
import { createWorkStore } from '../../lib/register/work-store.dynamo.ts';
import { expectSeries } from '../support/office/crash-run.ts';
import { readerOf, scanTable } from '../support/office/observe.ts';
import { idOf, type Run, receive, send } from '../support/office/scenarios.ts';
import { DoorsOffice, delayed } from './doors-office.ts';
import { clerk, decide, factsFor, paper, watchDuplicates } from './duplicates-ground.ts';

let doors: DoorsOffice;
let seen: ReturnType<typeof watchDuplicates>;
beforeAll(async () => {
  doors = await DoorsOffice.open();
  seen = watchDuplicates(doors);
});
afterAll(() => doors.close());

describe('Two copies at the same time', () => {
  /** The screening function, whose first commit waits until `other` has happened. */
  const screenLate = (other: () => Promise<unknown>) => {
    const { clients } = doors.test.ground;
    const { tables, buckets } = doors.test.names;
    const door = doors.door();
    const store = createDocumentStore(
      clients.dynamodb,
      tables,
      createNumberEvidence(clients.s3, buckets.files),
    );
    return createScreen(
      {
        ...delayed({ ...door, store }, other),
        works: createWorkStore(clients.dynamodb, tables.register),
        pauses: { isPaused: async () => false },
      },
      {
        ...door,
        counter: store,
        agencyCode: 'UBDT',
        identities: createIdentityStore(clients.dynamodb, tables.register),
        accept: door,
        uploads: createUploadStore(clients.dynamodb, tables.register),
        files: createDocumentFiles(clients.s3, buckets.files),
        suggest: () => [],
      },
    );
  };
  const check = (documentId: string, source = 'e-office') => ({
    body: JSON.stringify({
      documentId: documentIdOf(source, documentId),
      effect: 'screen',
      step: 'check',
    }),
  });

  it('end with one number: whoever comes second is seen as the duplicate', async () => {
    const run = doors.run('race');
    const [slow, quick] = [`${run.key}-slow`, `${run.key}-quick`];
    await paper(run, slow);
    await paper(run, quick);
    // The slow one has looked and found nothing when the quick one is registered.
    const screen = screenLate(() => run.office.apps.effects.screen(check(quick)));
    await screen(check(slow));
    expect(await seen.stateOf(quick)).toMatchObject({ numbering: { status: 'allocated' } });
    expect(await seen.stateOf(slow)).toMatchObject({
      core: { duplicateOf: { documentId: documentIdOf('e-office', quick), status: 'waiting' } },
      numbering: { status: 'none' },
    });
    await run.office.settle();
    await expectSeries(doors.test);
  });

  /** One that comes with the number of its source: it does not meet the other at the counter. */
  const numbered = (run: Run, documentId: string) =>
    send(
      run,
      'document.received',
      {
        documentId,
        abstract: 'Có số của nơi gửi',
        issuer: 'Ủy ban nhân dân tỉnh',
        ...factsFor(run, { recipients: [], arrivalNumber: '77' }),
      },
      { source: 'partner' },
    );

  it('see one another although only one takes a number of the counter', async () => {
    const run = doors.run('mixed');
    const [slow, quick] = [`${run.key}-slow`, `${run.key}-quick`];
    await paper(run, slow);
    await numbered(run, quick);
    const screen = screenLate(() => run.office.apps.effects.screen(check(quick, 'partner')));
    await screen(check(slow));
    expect(await seen.stateOf(quick, 'partner')).toMatchObject({ numbering: { status: 'given' } });
    expect(await seen.stateOf(slow)).toMatchObject({
      core: { duplicateOf: { documentId: documentIdOf('partner', quick), status: 'waiting' } },
      numbering: { status: 'none' },
    });
    await run.office.settle();
  });

  it('see one another when the one with a number of its own comes second', async () => {
    const run = doors.run('mixed');
    const [slow, quick] = [`${run.key}-slow`, `${run.key}-quick`];
    await numbered(run, slow);
    await paper(run, quick);
    const screen = screenLate(() => run.office.apps.effects.screen(check(quick)));
    await screen(check(slow, 'partner'));
    expect(await seen.stateOf(slow, 'partner')).toMatchObject({
      core: { duplicateOf: { documentId: documentIdOf('e-office', quick), status: 'noted' } },
      numbering: { status: 'given', code: '77' },
    });
    await run.office.settle();
  });

  it('of many that come at once exactly one is registered', async () => {
    const run = doors.run('many');
    const ids = [1, 2, 3, 4, 5, 6].map((at) => `${run.key}-${at}`);
    for (const id of ids) await paper(run, id);
    await Promise.allSettled(ids.map((id) => run.office.apps.effects.screen(check(id))));
    await run.office.settle();
    const states = await Promise.all(ids.map((id) => seen.stateOf(id)));
    const registered = states.filter((state) => state?.numbering.status === 'allocated');
    expect(registered).toHaveLength(1);
    for (const state of states.filter((one) => one !== registered[0]))
      expect(state?.core.duplicateOf).toMatchObject({
        documentId: registered[0]?.documentId,
        status: 'waiting',
      });
    await expectSeries(doors.test);
  });
});

describe('A held copy', () => {
  it('leaves no identity before its release, and is compared then', async () => {
    const run = doors.run('held');
    const rows = async () =>
      (await scanTable(doors.test, doors.test.names.tables.register)).filter(({ pk }) =>
        String(pk).startsWith('SAME#'),
      ).length;
    await paper(run, `${run.key}-first`);
    await run.office.settle();
    const before = await rows();
    await receive(run, factsFor(run, { secrecy: undefined }));
    await run.office.settle();
    expect((await seen.stateOf(run.key))?.core.status).toBe('held');
    expect(await rows()).toBe(before);
    expect(await seen.clerkToDos(run)).toMatchObject([{ kind: 'held', atOnce: true }]);
    await send(
      run,
      'secrecy.decided',
      { decision: 'release', actor: clerk, reason: 'Văn bản thường' },
      { source: 'desk' },
    );
    await run.office.settle();
    expect(await seen.stateOf(run.key)).toMatchObject({
      core: { duplicateOf: { status: 'waiting' } },
      numbering: { status: 'none' },
    });
    await decide(run, 'keep');
    expect(await seen.stateOf(run.key)).toMatchObject({ numbering: { status: 'allocated' } });
    const works = await readerOf(doors.test).works(idOf(run));
    expect(works.filter(({ status }) => status !== 'done')).toEqual([]);
  });
});

describe('Old records', () => {
  it('open no work and tell nobody, and are reviewed and compared like others', async () => {
    const run = doors.run('old');
    await receive(run, factsFor(run, { historical: true, dueOn: '2015-12-01' }));
    await send(run, 'document.assigned', {
      leadId: 'head',
      assignedBy: 'leader',
      dueOn: '2015-12-05',
    });
    await run.office.settle();
    expect(await seen.stateOf(run.key)).toMatchObject({
      core: { historical: true, assignment: { leadId: 'head' } },
      numbering: { status: 'allocated' },
      review: { status: 'waiting' },
      notices: { status: 'none' },
    });
    const work = await readerOf(doors.test).toDos('work', 200);
    expect(work.filter(({ documentId }) => documentId === idOf(run))).toEqual([]);
    await paper(run, `${run.key}-again`);
    await run.office.settle();
    expect((await seen.stateOf(`${run.key}-again`))?.core.duplicateOf?.documentId).toBe(idOf(run));
  });
});
