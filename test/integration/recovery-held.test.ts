import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { linesOfReport } from '../../lib/cli/recovery/describe-report.ts';
import { en } from '../../lib/cli/recovery/messages.en.ts';
import { fillDirectory, type TestDirectory } from '../support/office/directory.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { InProcessOffice } from '../support/office/in-process.ts';
import { readerOf, storeOf } from '../support/office/observe.ts';
import {
  expectNoSecondSms,
  expectWholeBooks,
  recoverAndResume,
} from '../support/office/restore-run.ts';
import { factsOf, idOf, type Run, send } from '../support/office/scenarios.ts';
import { copyTables, restoreTables } from '../support/office/table-copies.ts';

describe('Recovery of what was held in the older copy', () => {
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
    office = await InProcessOffice.open(test, directory, `portal-held-${runs}`);
  });

  const newRun = (name: string): Run => {
    runs += 1;
    return { test, directory, office, key: `r${String(runs).padStart(3, '0')}${name}x`, sent: [] };
  };

  it.each([
    ['before its release', 'held'],
    ['between its release and its registration', 'pending'],
  ])('forgets a document copied %s, so that it can come again', async (_, screening) => {
    const [decided, still] = [newRun('h'), newRun('s')];
    const hold = async (run: Run): Promise<void> => {
      await send(run, 'document.received', { ...factsOf(run), secrecy: undefined });
      await office.settle();
    };
    await hold(decided);
    await hold(still);
    // An early event, accepted and parked until its document is registered.
    await send(decided, 'document.assigned', { leadId: 'head', assignedBy: 'leader' });
    await send(still, 'document.assigned', { leadId: 'head', assignedBy: 'leader' });
    let copy = await copyTables(test);
    office.process.beforeCall = async () => {
      const state = await storeOf(test).load(idOf(decided));
      if (state?.core.status === 'held' && state.screening.status === screening)
        copy = await copyTables(test);
    };
    const actor = { personId: 'clerk', role: 'clerk' };
    const release = { decision: 'release', actor, reason: 'Văn bản thường' };
    await send(decided, 'secrecy.decided', release, { source: 'desk' });
    await office.settle();
    office.process.beforeCall = undefined;
    await restoreTables(test, copy);
    const copied = await storeOf(test).load(idOf(decided));
    expect([copied?.core.status, copied?.screening.status]).toEqual(['held', screening]);

    const report = await recoverAndResume(test);
    expect(report.documents).toContainEqual({
      documentId: idOf(decided),
      numbers: [expect.stringMatching(/^\d+ den\/2026$/)],
      state: 'decided',
      source: 'e-office',
    });
    const early = decided.sent.find(({ name }) => name === 'document.assigned')?.id;
    expect(report.dropped).toEqual([
      { documentId: idOf(decided), source: 'e-office', eventId: early },
    ]);
    const told = linesOfReport(report, en, false);
    expect(told).toContain(`  e-office  ${early}  of ${idOf(decided)}`);
    expect(await readerOf(test).history(idOf(decided))).toContainEqual(
      expect.objectContaining({ action: 'recover', reason: expect.stringContaining(`${early}`) }),
    );
    expect(await storeOf(test).load(idOf(decided))).toBeUndefined();
    expect((await storeOf(test).load(idOf(still)))?.core.status).toBe('held');
    expect(await recoverAndResume(test)).toMatchObject({ documents: [], dropped: [] });

    for (const event of [...decided.sent]) await office.send(event);
    await office.settle();
    const after = await storeOf(test).load(idOf(decided));
    expect(after?.numbering.status).toBe('allocated');
    await expectWholeBooks(test);
    expectNoSecondSms(test, [decided.key]);
  });
});
