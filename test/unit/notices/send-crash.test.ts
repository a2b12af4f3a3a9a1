import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ConcurrencyError } from '../../../lib/kernel/errors.ts';
import { SmsCertainlyNotSentError, SmsFateUnknownError } from '../../../lib/notices/errors.ts';
import { type SendDeps, sendNotice } from '../../../lib/notices/send.ts';
import { hoaToc, incoming } from './sample-documents.ts';
import { createSendingOffice } from './sending-office.ts';

class WorkerDiedError extends Error {}

/** One delivery of the notice's message to a worker, and what befalls it. */
interface Delivery {
  /** Which of its calls the worker dies at; 99: none. */
  readonly dieAt: number;
  /** The call's effect happens, only its answer is lost. */
  readonly effectHappens: boolean;
  readonly channel: 'ok' | 'lost-after' | 'lost-before' | 'throttled' | 'refused';
  /** Milliseconds each call before the channel takes. */
  readonly slowness: number;
}

type Office = ReturnType<typeof createSendingOffice>;

const misfortunes = {
  ok: undefined,
  'lost-after': new SmsFateUnknownError('SMS_TIMED_OUT'),
  'lost-before': new SmsFateUnknownError('SMS_CONNECTION_LOST'),
  throttled: new SmsCertainlyNotSentError('SMS_THROTTLED', true),
  refused: new SmsCertainlyNotSentError('SMS_REFUSED', false),
} as const;

/** The office as one worker sees it: every call may be its last, and others may run in between. */
const workerDeps = (office: Office, delivery: Delivery, turn: () => Promise<unknown>): SendDeps => {
  let calls = 0;
  const step = async <T>(act: () => Promise<T>, lasts = delivery.slowness): Promise<T> => {
    await turn();
    calls += 1;
    if (calls > delivery.dieAt) throw new WorkerDiedError();
    if (calls === delivery.dieAt) {
      if (delivery.effectHappens) await act();
      throw new WorkerDiedError();
    }
    office.world.now += lasts;
    return act();
  };
  const { deps } = office;
  const misfortune = misfortunes[delivery.channel];
  const send: SendDeps['channel']['send'] = async (sms) => {
    if (misfortune && delivery.channel !== 'lost-after') throw misfortune;
    const answer = await deps.channel.send(sms);
    if (misfortune) throw misfortune;
    return answer;
  };
  return {
    ...deps,
    outbox: {
      ...deps.outbox,
      claim: (...given) => step(() => deps.outbox.claim(...given), 0),
      save: (...given) => step(() => deps.outbox.save(...given), 0),
      load: (...given) => step(() => deps.outbox.load(...given), 0),
    },
    facts: { load: (...given) => step(() => deps.facts.load(...given)) },
    vault: { ...deps.vault, open: (...given) => step(() => deps.vault.open(...given)) },
    evidence: {
      ...deps.evidence,
      record: (...given) => step(() => deps.evidence.record(...given)),
    },
    // The client gives up after 5 s, well within the margin of the lease.
    channel: { send: (sms) => step(() => send(sms), Math.min(delivery.slowness, 5_000)) },
  };
};

const delivery: fc.Arbitrary<Delivery> = fc.record({
  dieAt: fc.oneof(fc.constant(99), fc.integer({ min: 1, max: 8 })),
  effectHappens: fc.boolean(),
  channel: fc.constantFrom('ok', 'ok', 'lost-after', 'lost-before', 'throttled', 'refused'),
  slowness: fc.constantFrom(0, 0, 1_000, 30_000, 70_000),
});
const rounds = fc.array(
  fc.record({
    deliveries: fc.array(delivery, { minLength: 1, maxLength: 3 }),
    wait: fc.constantFrom(0, 1_000, 61_000, 91_000, 600_000),
  }),
  { minLength: 1, maxLength: 6 },
);

/** A worker that dies is silent, and so is one that met another; anything else is a fault. */
const expectNothingElse = (results: readonly PromiseSettledResult<unknown>[]): void => {
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    const { reason } = result;
    if (reason instanceof WorkerDiedError || reason instanceof ConcurrencyError) continue;
    throw reason;
  }
};

/** Sweeps with healthy workers until nothing is due any more. */
const settle = async (office: Office): Promise<void> => {
  for (let sweep = 0; sweep < 40; sweep += 1) {
    office.world.now += 16 * 60_000;
    for (const row of await office.outbox.due(new Date(office.world.now), 10)) {
      await sendNotice(office.deps, row.noticeId);
    }
  }
};

test.each([
  ['an ordinary notice leaves at most once', incoming(), 1],
  ['a hoả tốc one at most twice, the second time as a reminder', hoaToc(), 2],
])(
  'whatever crashes, delays and repeated messages befall the workers, %s',
  async (_what, state, most) => {
    await fc.assert(
      fc.asyncProperty(rounds, fc.scheduler(), async (list, scheduler) => {
        const office = createSendingOffice(state);
        const { noticeId } = await office.queue();
        for (const { deliveries, wait } of list) {
          const turn = () => scheduler.schedule(Promise.resolve());
          const workers = deliveries.map((one) =>
            sendNotice(workerDeps(office, one, turn), noticeId),
          );
          expectNothingElse(await scheduler.waitFor(Promise.allSettled(workers)));
          office.world.now += wait;
        }
        await settle(office);

        const row = office.row();
        const texts = office.sent.map(({ text }) => text);
        expect(texts.length).toBeLessThanOrEqual(most);
        expect(texts.slice(1).every((text) => text.startsWith('NHAC LAI'))).toBe(true);
        expect(row).not.toHaveProperty('dueAt');
        expect(['accepted', 'failed', 'unknown', 'expired']).toContain(row.status);
        // Whatever the row says is true: accepted was sent, failed and expired were not.
        if (row.status === 'accepted') expect(texts.length).toBeGreaterThan(0);
        if (['failed', 'expired'].includes(row.status)) expect(texts).toEqual([]);
      }),
      { numRuns: 400 },
    );
  },
);

test('without crashes and faults a notice is accepted, however often its message comes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.scheduler(), async (count, scheduler) => {
      const office = createSendingOffice(incoming());
      const { noticeId } = await office.queue();
      const calm: Delivery = { dieAt: 99, effectHappens: false, channel: 'ok', slowness: 10 };
      const turn = () => scheduler.schedule(Promise.resolve());
      const workers = Array.from({ length: count }, () =>
        sendNotice(workerDeps(office, calm, turn), noticeId),
      );
      await scheduler.waitFor(Promise.all(workers));
      expect(office.sent).toHaveLength(1);
      expect(office.row()).toMatchObject({ status: 'accepted' });
    }),
    { numRuns: 100 },
  );
});
