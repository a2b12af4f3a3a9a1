import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp as createScreen } from '../../functions/screen/app.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { createDocumentFiles } from '../../lib/register/document-files.s3.ts';
import { createDocumentStore } from '../../lib/register/document-store.dynamo.ts';
import { createIdentityStore } from '../../lib/register/duplicates.dynamo.ts';
import { createLinksReader } from '../../lib/register/links-reader.dynamo.ts';
import { createNumberEvidence } from '../../lib/register/number-evidence.s3.ts';
import { createUploadStore } from '../../lib/register/uploads.dynamo.ts';
import { createWorkStore } from '../../lib/register/work-store.dynamo.ts';
import { expectSeries } from '../support/office/crash-run.ts';
import { readerOf, scanTable, storeOf } from '../support/office/observe.ts';
import { idOf, type Run, receive, send } from '../support/office/scenarios.ts';
import { DoorsOffice, delayed } from './doors-office.ts';

let doors: DoorsOffice;
beforeAll(async () => {
  doors = await DoorsOffice.open();
});
afterAll(() => doors.close());

const clerk = { personId: 'clerk', role: 'clerk' };
/** Number and date that only documents of this run share. */
const factsFor = (run: Run, more: Record<string, unknown> = {}) => ({
  documentCode: `${run.key}/UBND`,
  issuedOn: '2026-11-20',
  recipients: ['leader'],
  ...more,
});
const paper = (run: Run, documentId: string, more: Record<string, unknown> = {}) =>
  send(run, 'document.registered', {
    documentId,
    direction: 'incoming',
    secrecy: 'thuong',
    abstract: 'Bản giấy',
    issuer: 'Uỷ ban nhân dân tỉnh',
    ...factsFor(run),
    recipients: [],
    ...more,
  });
const stateOf = (documentId: string, source = 'e-office') =>
  storeOf(doors.test).load(documentIdOf(source, documentId));
const clerkToDos = async (run: Run) =>
  (await readerOf(doors.test).toDos('clerk', 100)).filter(
    ({ documentId }) => documentId === idOf(run),
  );
const worksOf = async (run: Run) =>
  (await readerOf(doors.test).works(idOf(run))).map(({ effect, step }) => `${effect}.${step}`);
const answersFor = (run: Run) =>
  doors.answers
    .filter(({ data }) => data['officeId'] === idOf(run))
    .map(({ type, data }) => [type.split('.')[3], data['code'], data['number']]);
const decide = async (run: Run, decision: 'join' | 'keep') => {
  await send(
    run,
    'duplicate.decided',
    { decision, actor: clerk, reason: 'Đã đối chiếu' },
    { source: 'desk' },
  );
  await run.office.settle();
};

/** A paper document stands in the book; the same one comes by the e-office. */
const bringCopy = async (more: Record<string, unknown> = {}): Promise<Run> => {
  const run = doors.run('dup');
  await paper(run, `${run.key}-first`);
  await run.office.settle();
  await receive(run, factsFor(run, more));
  await run.office.settle();
  return run;
};

describe('A document that stands in the book already', () => {
  it('gets no second number: the clerk and its sender are told which one it doubles', async () => {
    const run = await bringCopy();
    const first = await stateOf(`${run.key}-first`);
    const number = first?.numbering.code;
    expect(await stateOf(run.key)).toMatchObject({
      core: { duplicateOf: { documentId: first?.documentId, status: 'waiting', number } },
      screening: { status: 'ordinary' },
      numbering: { status: 'none' },
      review: { status: 'none' },
    });
    expect(await clerkToDos(run)).toMatchObject([
      { kind: 'duplicate', note: expect.stringContaining(`đã có số đến ${number}`), atOnce: true },
    ]);
    expect(answersFor(run)).toEqual([
      ['accepted', undefined, undefined],
      ['held', 'DUPLICATE', number],
    ]);
    expect(await worksOf(run)).not.toContain('notify.arrival');
  });

  it('joined by the clerk it is a copy: no number, no notice, no review, linked to the first', async () => {
    const run = await bringCopy();
    await decide(run, 'join');
    const state = await stateOf(run.key);
    expect(state).toMatchObject({
      core: { duplicateOf: { status: 'joined' } },
      numbering: { status: 'none' },
      review: { status: 'none' },
      notices: { status: 'none' },
    });
    expect(await clerkToDos(run)).toEqual([]);
    expect(answersFor(run).at(-1)).toEqual([
      'registered',
      'DUPLICATE',
      state?.core.duplicateOf?.number,
    ]);
    const links = createLinksReader(doors.test.ground.clients.dynamodb, doors.test.names.tables);
    expect(await links.links(idOf(run))).toMatchObject([{ kind: 'duplicate-of' }]);
    expect(await links.links(documentIdOf('e-office', `${run.key}-first`))).toMatchObject([
      { kind: 'duplicated-by', documentId: idOf(run) },
    ]);
  });

  it('kept by the clerk it goes on: number, notice, review and work as usual', async () => {
    const run = await bringCopy();
    await send(run, 'document.opened', { personId: 'leader' });
    expect((await stateOf(run.key))?.core.parked).toBe(1);
    await decide(run, 'keep');
    const [state, first] = [await stateOf(run.key), await stateOf(`${run.key}-first`)];
    expect(state).toMatchObject({
      core: { duplicateOf: { status: 'kept' }, parked: 0 },
      screening: { status: 'ordinary' },
      numbering: { status: 'allocated', n: (first?.numbering.n ?? 0) + 1 },
      review: { status: 'waiting' },
      notices: { status: 'fanned_out' },
    });
    expect(await clerkToDos(run)).toEqual([]);
    expect(answersFor(run).at(-1)).toEqual(['registered', undefined, state?.numbering.code]);
    const work = await readerOf(doors.test).toDos('work', 100);
    expect(work.filter(({ documentId }) => documentId === idOf(run))).toMatchObject([
      { kind: 'hand-over', atOnce: true, urgency: 'khan' },
    ]);
  });

  it('is known by its file, when it comes without its number', async () => {
    const run = doors.run('file');
    await receive(run, factsFor(run));
    await run.office.settle();
    const files = (await stateOf(run.key))?.core.files;
    await send(run, 'document.received', {
      documentId: `${run.key}-again`,
      secrecy: 'thuong',
      abstract: 'Không rõ số',
      issuer: 'UBND',
      files,
    });
    await run.office.settle();
    expect(await stateOf(`${run.key}-again`)).toMatchObject({
      core: { duplicateOf: { documentId: idOf(run), match: 'file', status: 'waiting' } },
      numbering: { status: 'none' },
    });
  });

  it('keeps the number its own source gave it: the clerk is only told', async () => {
    const run = doors.run('given');
    await paper(run, `${run.key}-first`);
    await run.office.settle();
    await send(
      run,
      'document.received',
      {
        documentId: run.key,
        abstract: 'Có số riêng',
        issuer: 'Ủy ban nhân dân tỉnh',
        ...factsFor(run),
        arrivalNumber: '77',
        recipients: [],
      },
      { source: 'partner' },
    );
    await run.office.settle();
    const state = await stateOf(run.key, 'partner');
    expect(state).toMatchObject({
      core: { duplicateOf: { status: 'noted' } },
      numbering: { status: 'given', code: '77' },
    });
    const told = (await readerOf(doors.test).toDos('clerk', 100)).filter(
      ({ documentId }) => documentId === state?.documentId,
    );
    expect(told).toMatchObject([
      { kind: 'duplicate', note: expect.stringContaining('có thể là bản trùng') },
    ]);
  });

  it('is no duplicate any more once the first one’s number is void', async () => {
    const run = doors.run('void');
    await paper(run, `${run.key}-first`);
    await run.office.settle();
    const first = await stateOf(`${run.key}-first`);
    await send(
      run,
      'number.voided',
      { officeId: first?.documentId, actor: clerk, reason: 'Ghi nhầm' },
      { source: 'desk' },
    );
    await receive(run, factsFor(run));
    await run.office.settle();
    const second = await stateOf(run.key);
    expect(second).toMatchObject({ numbering: { status: 'allocated' } });
    expect(second?.core.duplicateOf).toBeUndefined();
    await paper(run, `${run.key}-third`);
    await run.office.settle();
    expect((await stateOf(`${run.key}-third`))?.core.duplicateOf?.documentId).toBe(idOf(run));
  });
});

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
  const check = (documentId: string) => ({
    body: JSON.stringify({
      documentId: documentIdOf('e-office', documentId),
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
    expect(await stateOf(quick)).toMatchObject({ numbering: { status: 'allocated' } });
    expect(await stateOf(slow)).toMatchObject({
      core: { duplicateOf: { documentId: documentIdOf('e-office', quick), status: 'waiting' } },
      numbering: { status: 'none' },
    });
    await run.office.settle();
    await expectSeries(doors.test);
  });

  it('of many that come at once exactly one is registered', async () => {
    const run = doors.run('many');
    const ids = [1, 2, 3, 4, 5, 6].map((at) => `${run.key}-${at}`);
    for (const id of ids) await paper(run, id);
    await Promise.allSettled(ids.map((id) => run.office.apps.effects.screen(check(id))));
    await run.office.settle();
    const states = await Promise.all(ids.map((id) => stateOf(id)));
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
    expect((await stateOf(run.key))?.core.status).toBe('held');
    expect(await rows()).toBe(before);
    expect(await clerkToDos(run)).toMatchObject([{ kind: 'held', atOnce: true }]);
    await send(
      run,
      'secrecy.decided',
      { decision: 'release', actor: clerk, reason: 'Văn bản thường' },
      { source: 'desk' },
    );
    await run.office.settle();
    expect(await stateOf(run.key)).toMatchObject({
      core: { duplicateOf: { status: 'waiting' } },
      numbering: { status: 'none' },
    });
    await decide(run, 'keep');
    expect(await stateOf(run.key)).toMatchObject({ numbering: { status: 'allocated' } });
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
    expect(await stateOf(run.key)).toMatchObject({
      core: { historical: true, assignment: { leadId: 'head' } },
      numbering: { status: 'allocated' },
      review: { status: 'waiting' },
      notices: { status: 'none' },
    });
    const work = await readerOf(doors.test).toDos('work', 200);
    expect(work.filter(({ documentId }) => documentId === idOf(run))).toEqual([]);
    await paper(run, `${run.key}-again`);
    await run.office.settle();
    expect((await stateOf(`${run.key}-again`))?.core.duplicateOf?.documentId).toBe(idOf(run));
  });
});
