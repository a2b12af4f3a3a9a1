import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ConcurrencyError } from '../../lib/kernel/errors.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { lookAtOffice } from '../../lib/operations/examine.ts';
import { createOperationsReaders } from '../../lib/operations/office-readers.dynamo.ts';
import { recoverOffice } from '../../lib/operations/recovery/recover-office.ts';
import { createRecoveryStore } from '../../lib/operations/recovery/recovery-store.dynamo.ts';
import { numberKey } from '../../lib/register/item-keys.dynamo.ts';
import { createNumberEvidence } from '../../lib/register/number-evidence.s3.ts';
import { fillDirectory, type TestDirectory } from '../support/office/directory.ts';
import { createFaultyProcess } from '../support/office/faults.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { InProcessOffice } from '../support/office/in-process.ts';
import { linksOf, noticesOf, readerOf, storeOf } from '../support/office/observe.ts';
import {
  expectNoSecondSms,
  expectWholeBooks,
  numberRows,
  recoverAndResume,
  recoveryDeps,
} from '../support/office/restore-run.ts';
import { factsOf, idOf, type Run, scenarios, send } from '../support/office/scenarios.ts';
import { copyTables, restoreTables } from '../support/office/table-copies.ts';

const ACT = { by: 'operator', reason: 'Diễn tập', dryRun: false };

describe('Recovery after a restore to an older copy', () => {
  let test: TestGround;
  let directory: TestDirectory;
  let runs = 0;
  let office: InProcessOffice;

  beforeAll(async () => {
    test = await openTestGround();
    directory = await fillDirectory(test);
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    runs += 1;
    office = await InProcessOffice.open(test, directory, `portal-recovery-${runs}`);
  });

  const newRun = (name = ''): Run => {
    runs += 1;
    return { test, directory, office, key: `q${String(runs).padStart(3, '0')}${name}x`, sent: [] };
  };
  const register = async (run: Run): Promise<void> => {
    await send(run, 'document.registered', { ...factsOf(run), direction: 'incoming' });
  };
  const codes = async (thorough = false) => {
    const { dynamodb: dynamo, sqs, s3 } = test.ground.clients;
    const { tables, buckets } = test.names;
    const { protections: _none, ...readers } = createOperationsReaders({
      clients: { dynamo, sqs, s3 },
      tables,
      filesBucket: buckets.files,
      queues: [],
      thorough,
    });
    const { findings } = await lookAtOffice(readers, new Date(test.clock.now()));
    return findings.filter(({ check }) => check === 'numbers').map(({ code }) => code);
  };

  it('voids the number of a sealed document that forgot it, and gives it a new one', async () => {
    const run = newRun();
    const copies: Awaited<ReturnType<typeof copyTables>>[] = [];
    office.process.beforeCall = async (name) => {
      const state = await storeOf(test).load(idOf(run));
      if (name === 'TransactWriteItemsCommand' && state?.signing.status === 'leader_signed')
        copies.push(await copyTables(test));
    };
    const signed = scenarios.find(({ name }) => name.includes('RSA'));
    await signed?.play(run);
    await office.settle();
    office.process.beforeCall = undefined;
    const before = await storeOf(test).load(idOf(run));
    expect(before?.numbering.code).toMatch(/^01\//);
    const [copy] = copies;
    if (copy === undefined) throw new Error('no copy was made');
    await restoreTables(test, copy);

    const report = await recoverAndResume(test);
    expect(report.documents).toEqual([
      {
        documentId: idOf(run),
        numbers: [`1 ${run.key}/2026`],
        state: 'unnumbered',
        source: 'e-office',
      },
    ]);
    await office.settle();
    const after = await storeOf(test).load(idOf(run));
    expect(after?.numbering.code).toMatch(/^02\//);
    expect(after?.signing.status).toBe('seal_waiting');
    await expectWholeBooks(test);
    expectNoSecondSms(test, [run.key]);
    const history = await readerOf(test).history(idOf(run));
    expect(history).toContainEqual(
      expect.objectContaining({ action: 'number.voided', by: 'operator', to: 'void' }),
    );
  });

  it('makes open notices unknown that were handed over, and leaves the others', async () => {
    const [told, waiting] = [newRun('a'), newRun('b')];
    const copies: Awaited<ReturnType<typeof copyTables>>[] = [];
    office.process.beforeCall = async (name) => {
      if (name === 'PublishCommand' && copies.length === 0) copies.push(await copyTables(test));
    };
    await register(told);
    await office.settle();
    office.process.beforeCall = undefined;
    const [copy] = copies;
    if (copy === undefined) throw new Error('no copy was made');
    await restoreTables(test, copy);
    await register(waiting);
    const { notices } = await recoverAndResume(test);
    expect(notices.unknown).toBeGreaterThanOrEqual(1);
    await office.settle();
    const rows = await noticesOf(test, idOf(told));
    expect(rows.map(({ status }) => status).toSorted()).toEqual(['unknown', 'unknown']);
    const others = await noticesOf(test, idOf(waiting));
    expect(others.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expectNoSecondSms(test, [told.key, waiting.key]);
  });

  it('is seen by the doctor before and after', async () => {
    const copy = await copyTables(test);
    for (let at = 0; at < 3; at += 1) await register(newRun(`d${at}`));
    await office.settle();
    await restoreTables(test, copy);
    expect(await codes()).toContain('EVIDENCE_AHEAD');
    await recoverAndResume(test);
    expect(await codes()).not.toContain('EVIDENCE_AHEAD');
    await office.settle();
  });

  it('leaves books of earlier years to a thorough look', async () => {
    const { s3 } = test.ground.clients;
    const old = { seriesId: 'cu', year: 2019, n: 3, date: '2019-05-06' };
    await createNumberEvidence(s3, test.names.buckets.files).record(old, documentIdOf('x', '1'));
    expect(await codes()).toContain('BOOKS_NOT_SEEN');
    expect(await codes(true)).toContain('EVIDENCE_AHEAD');
    await recoverAndResume(test);
    expect(await codes(true)).not.toContain('EVIDENCE_AHEAD');
    await expectWholeBooks(test);
  });

  describe('with a book of its own', () => {
    const book = (name: string) => ({ seriesId: name, year: 2026 });
    const claim = async (name: string, count: number): Promise<void> => {
      const evidence = createNumberEvidence(test.ground.clients.s3, test.names.buckets.files);
      for (let n = 1; n <= count; n += 1)
        await evidence.record(
          { ...book(name), n, date: '2026-11-20' },
          documentIdOf('lost', `${name}-${n}`),
        );
    };
    const rowsOf = async (name: string) =>
      (await numberRows(test)).filter((row) => row.book === `SERIES#${name}#2026`);

    it('goes on where a run was broken off in the middle', async () => {
      await claim('long', 45);
      const broken = createFaultyProcess({ at: 1, mode: 'crash-after' });
      const { dynamodb } = test.ground.clients;
      const store = createRecoveryStore(dynamodb, test.names.tables);
      const once = {
        ...store,
        repair: async (...given: Parameters<typeof store.repair>) => {
          const stack = dynamodb.middlewareStack;
          stack.use(broken.plugin);
          try {
            await store.repair(...given);
          } finally {
            stack.remove('faulty-process');
          }
        },
      };
      const deps = recoveryDeps(test);
      await expect(recoverOffice({ ...deps, store: once }, ACT)).rejects.toThrow(/process ended/);
      expect(await rowsOf('long')).toHaveLength(40);
      const { books } = await recoverOffice(deps, ACT);
      expect(books).toMatchObject([{ seriesId: 'long', counter: { last: 40 }, last: 45 }]);
      expect(await rowsOf('long')).toHaveLength(45);
      expect((await recoverOffice(deps, ACT)).books).toEqual([]);
      await expectWholeBooks(test);
    });

    it('changes nothing in a dry run', async () => {
      await claim('dry', 2);
      const report = await recoverOffice(recoveryDeps(test), { ...ACT, dryRun: true });
      expect(report.books).toMatchObject([{ seriesId: 'dry', last: 2 }]);
      expect(await rowsOf('dry')).toEqual([]);
      await recoverAndResume(test);
    });

    it('stops when somebody else gives numbers meanwhile', async () => {
      await claim('busy', 2);
      const deps = recoveryDeps(test);
      const raced = {
        ...deps.store,
        documents: async (ids: readonly string[]) => {
          const counter = { pk: 'SERIES#busy#2026', sk: 'COUNTER' };
          await test.ground.clients.dynamodb.send(
            new PutItemCommand({
              TableName: test.names.tables.register,
              Item: marshall({ ...counter, last: 1, lastDate: '2026-11-20' }),
            }),
          );
          return deps.store.documents(ids);
        },
      };
      await expect(recoverOffice({ ...deps, store: raced }, ACT)).rejects.toThrow(ConcurrencyError);
      expect(await rowsOf('busy')).toEqual([]);
      await recoverAndResume(test);
      expect(await rowsOf('busy')).toHaveLength(2);
    });
  });

  it('puts back the row of a number that a copy of a document still holds', async () => {
    const run = newRun();
    await register(run);
    await office.settle();
    const actor = { personId: 'clerk', role: 'clerk' };
    const made = { form: 'SY', count: 2, addressees: ['Các Vụ'], signerId: 'leader', actor };
    await send(run, 'document.copied', made, { source: 'desk' });
    await office.settle();
    const [copy] = await linksOf(test).copies(idOf(run));
    const key = numberKey({ seriesId: 'sao', year: copy?.year ?? 0, n: copy?.n ?? 0 });
    const { dynamodb } = test.ground.clients;
    const TableName = test.names.tables.register;
    await dynamodb.send(new DeleteItemCommand({ TableName, Key: marshall(key) }));
    expect((await recoverAndResume(test)).documents).toEqual([]);
    const { Item = {} } = await dynamodb.send(
      new GetItemCommand({ TableName, Key: marshall(key) }),
    );
    expect(unmarshall(Item)).toMatchObject({
      documentId: idOf(run),
      copyId: copy?.copyId,
      date: copy?.date,
      status: 'issued',
    });
    await expectWholeBooks(test);
  });

  it('puts back the row of a number that its document still holds', async () => {
    const run = newRun();
    await register(run);
    await office.settle();
    const state = await storeOf(test).load(idOf(run));
    const { seriesId = '', year = 0, n = 0 } = state?.numbering ?? {};
    await test.ground.clients.dynamodb.send(
      new DeleteItemCommand({
        TableName: test.names.tables.register,
        Key: marshall(numberKey({ seriesId, year, n })),
      }),
    );
    const report = await recoverAndResume(test);
    expect(report.documents).toEqual([]);
    expect((await numberRows(test)).find((row) => row.documentId === idOf(run))).toMatchObject({
      n,
      status: 'issued',
    });
    await expectWholeBooks(test);
  });
});
