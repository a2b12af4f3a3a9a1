import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectSeries } from '../support/office/crash-run.ts';
import { linksOf, readerOf } from '../support/office/observe.ts';
import { ClerksOffice, clerk, idOf } from './clerks-office.ts';

let clerks: ClerksOffice;
beforeAll(async () => {
  clerks = await ClerksOffice.open();
});
afterAll(() => clerks.close());

describe('Copies the agency makes (Art. 25–27)', () => {
  const copy = (key: string, form: string, count = 1) =>
    clerks.tell(
      'document.copied',
      {
        officeId: idOf(key),
        form,
        count,
        addressees: ['Các Vụ, đơn vị'],
        signerId: 'leader',
        actor: clerk,
      },
      'desk',
    );

  it('have one sequence for all forms, without a gap when eight are made at once', async () => {
    const keys = ['copied-1', 'copied-2', 'copied-3'];
    for (const key of keys) await clerks.receive(key);
    await clerks.office.settle();
    const before = (await linksOf(clerks.test).copiesOfMonth('2026-11')).copies.length;
    const forms = ['SY', 'TrS', 'SL'];
    const { dynamoFaults } = clerks.test.ground.services;
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(
        Array.from({ length: 8 }, (_, at) =>
          copy(keys[at % 3] ?? '', forms[(round + at) % 3] ?? '', at + 1),
        ),
      );
      dynamoFaults.injectConflict({ table: clerks.test.names.tables.register, times: 20 });
      const works = (
        await Promise.all(keys.map((key) => readerOf(clerks.test).works(idOf(key))))
      ).flat();
      const waiting = works.filter(
        ({ step, status }) => step.startsWith('copy-') && status === 'pending',
      );
      expect(waiting).toHaveLength(8);
      await Promise.all(
        waiting.map(({ documentId, effect, step }) =>
          clerks.office.apps.effects
            .screen({ body: JSON.stringify({ documentId, effect, step }) })
            .catch(() => undefined),
        ),
      );
      await clerks.office.settle();
    }
    const { copies } = await linksOf(clerks.test).copiesOfMonth('2026-11');
    const made = copies.slice(before);
    expect(made.map(({ n }) => n)).toEqual(Array.from({ length: 24 }, (_, at) => before + at + 1));
    for (const { form, n, code } of made)
      expect(code).toBe(`${String(n).padStart(2, '0')}/${form}-UBDT`);
    expect(new Set(made.map(({ form }) => form))).toEqual(new Set(forms));
    const beside = await Promise.all(keys.map((key) => linksOf(clerks.test).copies(idOf(key))));
    expect(beside.flat()).toHaveLength(24);
    await expectSeries(clerks.test);
  });

  it('are told page by page', async () => {
    const first = await linksOf(clerks.test).copiesOfMonth('2026-11', { limit: 10 });
    expect(first.copies).toHaveLength(10);
    const rest = await linksOf(clerks.test).copiesOfMonth('2026-11', {
      ...(first.cursor === undefined ? {} : { cursor: first.cursor }),
    });
    expect(rest.copies[0]?.n).toBe(11);
  });

  it('are one copy, when its event and its work come twice', async () => {
    await clerks.receive('once');
    await clerks.office.settle();
    const event = {
      source: 'desk',
      id: 'copy-once',
      name: 'document.copied',
      data: { officeId: idOf('once'), form: 'SY', count: 5, actor: clerk },
    } as const;
    await clerks.office.send(event);
    await clerks.office.send(event);
    const [work] = (await readerOf(clerks.test).works(idOf('once'))).filter(({ step }) =>
      step.startsWith('copy-'),
    );
    const body = JSON.stringify({ documentId: idOf('once'), effect: 'screen', step: work?.step });
    await Promise.all([
      clerks.office.apps.effects.screen({ body }),
      clerks.office.apps.effects.screen({ body }),
    ]);
    await clerks.office.settle();
    const copies = await linksOf(clerks.test).copies(idOf('once'));
    expect(copies).toMatchObject([{ form: 'SY', count: 5, madeBy: 'clerk' }]);
    expect(copies[0]?.code).toMatch(/^\d{2}\/SY-UBDT$/);
    await expectSeries(clerks.test);
  });
});
