import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { OfficeError } from '../../lib/kernel/errors.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { type Act, runEffect } from '../../lib/register/effect-runner.ts';
import { setPaused } from '../../lib/register/pause-switch.dynamo.ts';
import { sweepDueWork } from '../../lib/register/sweep.ts';
import {
  LEASE_MS,
  MAX_ATTEMPTS,
  newWork,
  SWEEP_AFTER_MS,
  type WorkMessage,
} from '../../lib/register/work.ts';
import { createFaultyProcess } from '../support/office/faults.ts';
import { readerOf, storeOf } from '../support/office/observe.ts';
import { counting, EffectsGround } from './effects-ground.ts';

/** Longer than any lease, and than work rests after a failure. */
const LONG_MS = 2 * 3_600_000;

let effects: EffectsGround;

beforeAll(async () => {
  effects = await EffectsGround.open();
});
afterAll(() => effects.close());
beforeEach(() => effects.prepare());

describe('Work that goes wrong', () => {
  it('in a way that is foreseen fails with its code, and the clerk sees it', async () => {
    const act = () => Promise.reject(new OfficeError('NOT_PDF', 'x'));
    await runEffect(effects.deps, act, effects.message());
    expect(await effects.workNow()).toMatchObject({ status: 'failed', code: 'NOT_PDF' });
    expect(await effects.toDos()).toMatchObject([{ kind: 'failed', note: 'answer: NOT_PDF' }]);
    expect(await effects.actions()).toContain('answer.accepted failed NOT_PDF');
  });

  it('unforeseen goes back to its queue, and is taken up again when the lease has run out', async () => {
    const { acts, act } = counting((times) => {
      if (times === 1) throw new Error('the bus is away');
    });
    await expect(runEffect(effects.deps, act, effects.message())).rejects.toThrow(
      'the bus is away',
    );
    await runEffect(effects.deps, act, effects.message());
    expect(acts.count).toBe(1);
    effects.test.clock.advance(LEASE_MS);
    await runEffect(effects.deps, act, effects.message());
    expect(acts.count).toBe(2);
    expect(await effects.workNow()).toMatchObject({ status: 'done', attempts: 2 });
  });

  it('time and again is given up as WORK_EXHAUSTED; put back by the clerk it is done', async () => {
    const broken = counting(() => Promise.reject(new Error('always')));
    for (let times = 0; times < MAX_ATTEMPTS; times += 1) {
      await expect(runEffect(effects.deps, broken.act, effects.message())).rejects.toThrow(
        'always',
      );
      effects.test.clock.advance(LONG_MS);
    }
    expect(await effects.toDos()).toEqual([]);
    await runEffect(effects.deps, broken.act, effects.message());
    expect(broken.acts.count).toBe(MAX_ATTEMPTS);
    expect(await effects.workNow()).toMatchObject({ status: 'failed', code: 'WORK_EXHAUSTED' });
    expect(await effects.toDos()).toMatchObject([
      { kind: 'failed', note: 'answer: WORK_EXHAUSTED' },
    ]);

    const mended = counting();
    await runEffect(effects.deps, mended.act, effects.message());
    expect(mended.acts.count).toBe(0);
    await effects.deps.works.reopenFailed(effects.documentId, effects.now());
    expect(await effects.toDos()).toEqual([]);
    await runEffect(effects.deps, mended.act, effects.message());
    expect(await effects.workNow()).toMatchObject({ status: 'done', attempts: 1 });
  });

  describe('twice in one document', () => {
    const failBoth = async () => {
      const { store, now } = { store: storeOf(effects.test), now: effects.now() };
      const base = await store.load(effects.documentId);
      if (base === undefined) throw new Error('no document was prepared');
      const steps = ['one', 'two'] as const;
      await store.commit({
        documentId: effects.documentId,
        base,
        next: { ...base, review: { ...base.review } },
        works: steps.map((step) => newWork('webhook', step)),
        now,
        history: { action: 'prepared', by: 'test', at: now.toISOString() },
      });
      const refuse = () => Promise.reject(new OfficeError('WEBHOOK_REFUSED', 'x'));
      for (const step of steps)
        await runEffect(effects.deps, refuse, { ...effects.message(), effect: 'webhook', step });
    };
    const failedSteps = async () =>
      (await readerOf(effects.test).works(effects.documentId))
        .filter(({ status }) => status === 'failed')
        .map(({ step }) => step);
    /** Reopens until the process ends at the given call. */
    const reopenUntil = async (at: number): Promise<void> => {
      const { middlewareStack } = effects.test.ground.clients.dynamodb;
      middlewareStack.use(createFaultyProcess({ at, mode: 'crash-after' }).plugin);
      try {
        await effects.deps.works.reopenFailed(effects.documentId, effects.now());
      } finally {
        middlewareStack.remove('faulty-process');
      }
    };

    it.each([
      ['one was put back', 2, ['two']],
      ['both were, and the note was not closed', 3, []],
    ])('is put back whole although the first try ended when %s', async (_, at, left) => {
      await failBoth();
      expect(await effects.toDos()).toHaveLength(1);
      await expect(reopenUntil(at)).rejects.toThrow('the process ended');
      expect(await failedSteps()).toEqual(left);
      expect(await effects.toDos()).toHaveLength(1);
      const { works } = effects.deps;
      expect(await works.reopenFailed(effects.documentId, effects.now())).toHaveLength(left.length);
      expect(await failedSteps()).toEqual([]);
      expect(await effects.toDos()).toEqual([]);
    });

    it('leaves the note of a failure that came meanwhile', async () => {
      await failBoth();
      // The process stops just before the note would go, and another failure is noted then.
      await expect(reopenUntil(3)).rejects.toThrow('the process ended');
      effects.test.clock.advance(1_000);
      const { dynamodb } = effects.test.ground.clients;
      const late = async (): Promise<void> => {
        const again = () => Promise.reject(new OfficeError('WEBHOOK_GONE', 'x'));
        const message = { ...effects.message(), effect: 'webhook', step: 'one' } as const;
        await runEffect(effects.deps, again, message);
      };
      let isFirst = true;
      dynamodb.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName === 'QueryCommand' && isFirst) {
              isFirst = false;
              const reply = await next(args);
              await late();
              return reply;
            }
            return next(args);
          },
        { step: 'initialize', name: 'late-failure' },
      );
      await effects.deps.works.reopenFailed(effects.documentId, effects.now());
      dynamodb.middlewareStack.remove('late-failure');
      expect(await failedSteps()).toEqual(['one']);
      expect(await effects.toDos()).toMatchObject([{ note: 'webhook: WEBHOOK_GONE' }]);
    });
  });

  it('by waiting is no failure: a hundred looks later it is as fresh as before', async () => {
    const later: Act = async () => ({
      kind: 'later',
      at: new Date(effects.test.clock.now() + 20_000),
    });
    for (let looks = 0; looks < MAX_ATTEMPTS * 2; looks += 1)
      await runEffect(effects.deps, later, effects.message());
    expect(await effects.workNow()).toMatchObject({ status: 'pending', attempts: 0 });
  });

  it('in one message of a batch leaves its neighbours done', async () => {
    const handler = queueHandler(
      async ({ body }) => runEffect(effects.deps, counting().act, JSON.parse(body) as WorkMessage),
      effects.logger,
    );
    const record = (messageId: string, body: string) =>
      ({ messageId, body, attributes: { ApproximateReceiveCount: '1' } }) as SQSRecord;
    const unknown = { ...effects.message(), documentId: documentIdOf('e-office', 'nobody') };
    const { batchItemFailures } = await handler(
      {
        Records: [
          record('poison', '{'),
          record('good', JSON.stringify(effects.message())),
          record('of nothing', JSON.stringify(unknown)),
        ],
      } as SQSEvent,
      {} as Context,
    );
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'poison' }]);
    expect(await effects.workNow()).toMatchObject({ status: 'done' });
  });
});

describe('The sweeper', () => {
  const sweep = () => sweepDueWork({ ...effects.deps, now: effects.now });
  const mine = () => effects.sent.filter((work) => work.documentId === effects.documentId);

  it('sends again what no message carries any more, after a minute and not before', async () => {
    effects.test.clock.advance(SWEEP_AFTER_MS - 1);
    await sweep();
    expect(mine()).toEqual([]);
    effects.test.clock.advance(1);
    await sweep();
    expect(mine()).toEqual([effects.message()]);
  });

  it('sends again what a dead worker holds, once its lease has run out', async () => {
    await effects.deps.works.claim(effects.message(), effects.now());
    effects.test.clock.advance(LEASE_MS - 1);
    await sweep();
    expect(mine()).toEqual([]);
    effects.test.clock.advance(1);
    await sweep();
    expect(mine()).toEqual([effects.message()]);
  });

  it('leaves alone what is done and what has failed', async () => {
    await runEffect(effects.deps, counting().act, effects.message());
    effects.test.clock.advance(24 * 3_600_000);
    await sweep();
    expect(mine()).toEqual([]);
  });
});

describe('A paused effect', () => {
  /** Longer than a function remembers whether an effect is paused. */
  const NOTICED_MS = 10_000;
  const pause = async (paused: boolean) => {
    const { dynamodb } = effects.test.ground.clients;
    const change = { effect: 'answer', paused, by: 'operator', at: effects.now() } as const;
    await setPaused(dynamodb, effects.test.names.tables.directory, change);
    effects.test.clock.advance(NOTICED_MS);
  };

  it('lets its messages go without acting; resumed, the work is swept up and done', async () => {
    const { acts, act } = counting();
    await pause(true);
    await runEffect(effects.deps, act, effects.message());
    effects.test.clock.advance(SWEEP_AFTER_MS);
    await sweepDueWork({ ...effects.deps, now: effects.now });
    expect(acts.count).toBe(0);
    expect(effects.sent.filter(({ effect }) => effect === 'answer')).toEqual([]);
    expect(await effects.workNow()).toMatchObject({ status: 'pending', attempts: 0 });
    await pause(false);
    await sweepDueWork({ ...effects.deps, now: effects.now });
    expect(effects.sent).toContainEqual(effects.message());
    await runEffect(effects.deps, act, effects.message());
    expect(acts.count).toBe(1);
  });

  it('stops no other effect', async () => {
    await pause(true);
    expect(await effects.deps.pauses.isPaused('publish')).toBe(false);
    expect(await effects.deps.pauses.isPaused('answer')).toBe(true);
    await pause(false);
  });
});
