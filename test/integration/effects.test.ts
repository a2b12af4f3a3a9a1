import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { effectAdapters } from '../../functions/shared/register-adapters.ts';
import { OfficeError } from '../../lib/kernel/errors.ts';
import { type DocumentId, documentIdOf } from '../../lib/kernel/ids.ts';
import { createLogger } from '../../lib/platform/logger.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { blankState } from '../../lib/register/document-state.ts';
import { type Act, type EffectDeps, runEffect } from '../../lib/register/effect-runner.ts';
import { setPaused } from '../../lib/register/pause-switch.dynamo.ts';
import { sweepDueWork } from '../../lib/register/sweep.ts';
import {
  LEASE_MS,
  MAX_ATTEMPTS,
  newWork,
  SWEEP_AFTER_MS,
  type WorkMessage,
} from '../../lib/register/work.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { readerOf, storeOf } from '../support/office/observe.ts';

let test: TestGround;
let deps: EffectDeps;
let documentId: DocumentId;
let runs = 0;
const sent: WorkMessage[] = [];

beforeAll(async () => {
  test = await openTestGround();
  const { dynamodb: dynamo, sqs } = test.ground.clients;
  const now = () => new Date(test.clock.now());
  const logger = createLogger('test', now, () => undefined);
  const around = { now, logger, pause: async () => undefined, random: () => 0 };
  const { tables, queues } = test.names;
  const env = {
    REGISTER_TABLE: tables.register,
    HISTORY_TABLE: tables.history,
    DIRECTORY_TABLE: tables.directory,
    SCREEN_QUEUE_URL: queues.screen,
    SIGN_QUEUE_URL: queues.sign,
    NOTIFY_QUEUE_URL: queues.notify,
    PUBLISH_QUEUE_URL: queues.publish,
    ANSWER_QUEUE_URL: queues.answer,
  };
  deps = {
    ...effectAdapters(env, { dynamo, sqs }, around),
    queue: { send: async (messages) => void sent.push(...messages) },
  };
});
afterAll(() => test.close());

const now = () => new Date(test.clock.now());
const message = (): WorkMessage => ({ documentId, effect: 'answer', step: 'accepted' });

beforeEach(async () => {
  runs += 1;
  documentId = documentIdOf('e-office', `effects-${runs}`);
  sent.length = 0;
  await storeOf(test).commit({
    documentId,
    base: undefined,
    next: blankState(documentId, 'e-office', 'active', now()),
    works: [newWork('answer', 'accepted')],
    now: now(),
    history: { action: 'prepared', by: 'test', at: now().toISOString() },
  });
});

const workNow = async () => (await readerOf(test).works(documentId))[0];
const actions = async () =>
  (await readerOf(test).history(documentId)).map(({ action, to, reason }) =>
    [action, to, reason].filter(Boolean).join(' '),
  );
const toDos = async () =>
  (await readerOf(test).toDos('clerk', 100)).filter((toDo) => toDo.documentId === documentId);

/** An act that counts, and does what the test wants before it ends well. */
const counting = (during: (times: number) => Promise<void> | void = () => undefined) => {
  const acts = { count: 0 };
  const act: Act = async (_, state) => {
    acts.count += 1;
    await during(acts.count);
    return { kind: 'done', next: state, to: 'answered' };
  };
  return { acts, act };
};

describe('One piece of work', () => {
  it('is done once, however many messages there are of it', async () => {
    const { acts, act } = counting();
    await runEffect(deps, act, message());
    await runEffect(deps, act, message());
    test.clock.advance(LEASE_MS * 3);
    await runEffect(deps, act, message());
    expect(acts.count).toBe(1);
    expect(await workNow()).toMatchObject({ status: 'done', attempts: 1 });
    expect(await actions()).toEqual(['prepared', 'answer.accepted answered']);
  });

  it('is acted on by one of two workers who get it at once', async () => {
    const { acts, act } = counting();
    await Promise.all(Array.from({ length: 8 }, () => runEffect(deps, act, message())));
    expect(acts.count).toBe(1);
    expect(await workNow()).toMatchObject({ status: 'done', attempts: 1 });
  });

  it('is not taken from a worker before its lease has run out', async () => {
    const claimed = await deps.works.claim(message(), now());
    test.clock.advance(LEASE_MS - 1);
    expect(await deps.works.claim(message(), now())).toBeUndefined();
    test.clock.advance(1);
    expect(await deps.works.claim(message(), now())).toMatchObject({ attempts: 2 });
    expect(claimed).toMatchObject({ attempts: 1 });
  });

  it('whose lease was lost ends quietly: what the other run did stands, and is done once', async () => {
    const other = counting();
    const slow = counting(async () => {
      test.clock.advance(LEASE_MS);
      await runEffect(deps, other.act, message());
    });
    await expect(runEffect(deps, slow.act, message())).resolves.toBeUndefined();
    expect([slow.acts.count, other.acts.count]).toEqual([1, 1]);
    expect(await workNow()).toMatchObject({ status: 'done', attempts: 2 });
    expect(await actions()).toEqual(['prepared', 'answer.accepted answered']);
    expect(sent).toEqual([]);
  });

  it('whose lease was lost to one who waits does not put it off again', async () => {
    const later: Act = async () => ({ kind: 'later', at: new Date(test.clock.now() + 7_000) });
    const slow: Act = async (...input) => {
      test.clock.advance(LEASE_MS);
      await deps.works.claim(message(), now());
      return later(...input);
    };
    await runEffect(deps, slow, message());
    expect(await workNow()).toMatchObject({ status: 'claimed', attempts: 2 });
  });

  it('decides again when another writer has changed what it rests on', async () => {
    const seen: (string | undefined)[] = [];
    const act: Act = async (_, state) => {
      seen.push(state.core.sourceDocumentId);
      if (seen.length === 1) {
        const next = { ...state, core: { ...state.core, sourceDocumentId: 'changed' } };
        const history = { action: 'changed', by: 'test', at: now().toISOString() };
        await storeOf(test).commit({
          documentId,
          base: state,
          next,
          works: [],
          now: now(),
          history,
        });
      }
      const next = { ...state, review: { ...state.review } };
      return { kind: 'done', next, guards: ['core'], to: 'answered' };
    };
    await runEffect(deps, act, message());
    expect(seen).toEqual([undefined, 'changed']);
    expect(await workNow()).toMatchObject({ status: 'done', attempts: 1 });
    expect((await storeOf(test).load(documentId))?.core.sourceDocumentId).toBe('changed');
  });

  it('hands on its follow-on work once it is lasting, and only that whose time has come', async () => {
    const act: Act = async (_, state) => ({
      kind: 'done',
      next: state,
      works: [
        newWork('publish', 'now'),
        { ...newWork('publish', 'later'), notBefore: new Date(test.clock.now() + 60_000) },
      ],
      to: 'answered',
    });
    await runEffect(deps, act, message());
    expect(sent).toEqual([{ documentId, effect: 'publish', step: 'now' }]);
    expect(await readerOf(test).works(documentId)).toHaveLength(3);
  });
});

describe('Work that goes wrong', () => {
  it('in a way that is foreseen fails with its code, and the clerk sees it', async () => {
    const act = () => Promise.reject(new OfficeError('NOT_PDF', 'x'));
    await runEffect(deps, act, message());
    expect(await workNow()).toMatchObject({ status: 'failed', code: 'NOT_PDF' });
    expect(await toDos()).toMatchObject([{ kind: 'failed', note: 'answer: NOT_PDF' }]);
    expect(await actions()).toContain('answer.accepted failed NOT_PDF');
  });

  it('unforeseen goes back to its queue, and is taken up again when the lease has run out', async () => {
    const { acts, act } = counting((times) => {
      if (times === 1) throw new Error('the bus is away');
    });
    await expect(runEffect(deps, act, message())).rejects.toThrow('the bus is away');
    await runEffect(deps, act, message());
    expect(acts.count).toBe(1);
    test.clock.advance(LEASE_MS);
    await runEffect(deps, act, message());
    expect(acts.count).toBe(2);
    expect(await workNow()).toMatchObject({ status: 'done', attempts: 2 });
  });

  it('time and again is given up as WORK_EXHAUSTED; put back by the clerk it is done', async () => {
    const broken = counting(() => Promise.reject(new Error('always')));
    for (let times = 0; times < MAX_ATTEMPTS; times += 1) {
      await expect(runEffect(deps, broken.act, message())).rejects.toThrow('always');
      test.clock.advance(LEASE_MS);
    }
    expect(await toDos()).toEqual([]);
    await runEffect(deps, broken.act, message());
    expect(broken.acts.count).toBe(MAX_ATTEMPTS);
    expect(await workNow()).toMatchObject({ status: 'failed', code: 'WORK_EXHAUSTED' });
    expect(await toDos()).toMatchObject([{ kind: 'failed', note: 'answer: WORK_EXHAUSTED' }]);

    const mended = counting();
    await runEffect(deps, mended.act, message());
    expect(mended.acts.count).toBe(0);
    await deps.works.reopen(message(), now());
    expect(await toDos()).toEqual([]);
    await runEffect(deps, mended.act, message());
    expect(await workNow()).toMatchObject({ status: 'done', attempts: 1 });
  });

  it('by waiting is no failure: a hundred looks later it is as fresh as before', async () => {
    const later: Act = async () => ({ kind: 'later', at: new Date(test.clock.now() + 20_000) });
    for (let looks = 0; looks < MAX_ATTEMPTS * 2; looks += 1)
      await runEffect(deps, later, message());
    expect(await workNow()).toMatchObject({ status: 'pending', attempts: 0 });
  });

  it('in one message of a batch leaves its neighbours done', async () => {
    const handler = queueHandler(
      async ({ body }) => runEffect(deps, counting().act, JSON.parse(body) as WorkMessage),
      createLogger('test', now, () => undefined),
    );
    const record = (messageId: string, body: string) =>
      ({ messageId, body, attributes: { ApproximateReceiveCount: '1' } }) as SQSRecord;
    const unknown = { ...message(), documentId: documentIdOf('e-office', 'nobody') };
    const { batchItemFailures } = await handler(
      {
        Records: [
          record('poison', '{'),
          record('good', JSON.stringify(message())),
          record('of nothing', JSON.stringify(unknown)),
        ],
      } as SQSEvent,
      {} as Context,
    );
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'poison' }]);
    expect(await workNow()).toMatchObject({ status: 'done' });
  });
});

describe('The sweeper', () => {
  const sweep = () => sweepDueWork({ ...deps, now });
  const mine = () => sent.filter((work) => work.documentId === documentId);

  it('sends again what no message carries any more, after a minute and not before', async () => {
    test.clock.advance(SWEEP_AFTER_MS - 1);
    await sweep();
    expect(mine()).toEqual([]);
    test.clock.advance(1);
    await sweep();
    expect(mine()).toEqual([message()]);
  });

  it('sends again what a dead worker holds, once its lease has run out', async () => {
    await deps.works.claim(message(), now());
    test.clock.advance(LEASE_MS - 1);
    await sweep();
    expect(mine()).toEqual([]);
    test.clock.advance(1);
    await sweep();
    expect(mine()).toEqual([message()]);
  });

  it('leaves alone what is done and what has failed', async () => {
    await runEffect(deps, counting().act, message());
    test.clock.advance(24 * 3_600_000);
    await sweep();
    expect(mine()).toEqual([]);
  });
});

describe('A paused effect', () => {
  /** Longer than a function remembers whether an effect is paused. */
  const NOTICED_MS = 10_000;
  const pause = async (paused: boolean) => {
    const { dynamodb } = test.ground.clients;
    const change = { effect: 'answer', paused, by: 'operator', at: now() } as const;
    await setPaused(dynamodb, test.names.tables.directory, change);
    test.clock.advance(NOTICED_MS);
  };

  it('lets its messages go without acting; resumed, the work is swept up and done', async () => {
    const { acts, act } = counting();
    await pause(true);
    await runEffect(deps, act, message());
    test.clock.advance(SWEEP_AFTER_MS);
    await sweepDueWork({ ...deps, now });
    expect(acts.count).toBe(0);
    expect(sent.filter(({ effect }) => effect === 'answer')).toEqual([]);
    expect(await workNow()).toMatchObject({ status: 'pending', attempts: 0 });
    await pause(false);
    await sweepDueWork({ ...deps, now });
    expect(sent).toContainEqual(message());
    await runEffect(deps, act, message());
    expect(acts.count).toBe(1);
  });

  it('stops no other effect', async () => {
    await pause(true);
    expect(await deps.pauses.isPaused('publish')).toBe(false);
    expect(await deps.pauses.isPaused('answer')).toBe(true);
    await pause(false);
  });
});
