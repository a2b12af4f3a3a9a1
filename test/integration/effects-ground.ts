import { effectAdapters } from '../../functions/shared/register-adapters.ts';
import { type DocumentId, documentIdOf } from '../../lib/kernel/ids.ts';
import { createLogger, type Logger } from '../../lib/platform/logger.ts';
import { blankState } from '../../lib/register/document-state.ts';
import type { Act, EffectDeps } from '../../lib/register/effect-runner.ts';
import { newWork, type WorkMessage } from '../../lib/register/work.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { readerOf, storeOf } from '../support/office/observe.ts';

/** An act that counts, and does what the test wants before it ends well. */
export const counting = (during: (times: number) => Promise<void> | void = () => undefined) => {
  const acts = { count: 0 };
  const act: Act = async (_, state) => {
    acts.count += 1;
    await during(acts.count);
    return { kind: 'done', next: state, to: 'answered' };
  };
  return { acts, act };
};

/** The effect contract on a test ground, with one document at a time that has one piece of work. */
export class EffectsGround {
  readonly test: TestGround;
  readonly deps: EffectDeps;
  readonly logger: Logger;
  /** What was handed to the queues since the last `prepare`. */
  readonly sent: WorkMessage[] = [];
  documentId: DocumentId = documentIdOf('e-office', 'effects-0');
  #runs = 0;

  static async open(): Promise<EffectsGround> {
    return new EffectsGround(await openTestGround());
  }

  private constructor(test: TestGround) {
    this.test = test;
    const { dynamodb: dynamo, sqs } = test.ground.clients;
    this.logger = createLogger('test', this.now, () => undefined);
    const around = {
      now: this.now,
      logger: this.logger,
      pause: async () => undefined,
      random: () => 0,
    };
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
      WEBHOOK_QUEUE_URL: queues.webhook,
    };
    this.deps = {
      ...effectAdapters(env, { dynamo, sqs }, around),
      queue: { send: async (messages) => void this.sent.push(...messages) },
    };
  }

  /** A new document with the work `answer.accepted`, and nothing sent yet. */
  async prepare(): Promise<void> {
    this.#runs += 1;
    this.documentId = documentIdOf('e-office', `effects-${this.#runs}`);
    this.sent.length = 0;
    const { documentId } = this;
    const now = this.now();
    await storeOf(this.test).commit({
      documentId,
      base: undefined,
      next: blankState(documentId, 'e-office', 'active', now),
      works: [newWork('answer', 'accepted')],
      now,
      history: { action: 'prepared', by: 'test', at: now.toISOString() },
    });
  }

  now = () => new Date(this.test.clock.now());

  message(): WorkMessage {
    return { documentId: this.documentId, effect: 'answer', step: 'accepted' };
  }

  async workNow() {
    return (await readerOf(this.test).works(this.documentId))[0];
  }

  async actions() {
    return (await readerOf(this.test).history(this.documentId)).map(({ action, to, reason }) =>
      [action, to, reason].filter(Boolean).join(' '),
    );
  }

  async toDos() {
    const all = await readerOf(this.test).toDos('clerk', 100);
    return all.filter((toDo) => toDo.documentId === this.documentId);
  }

  close(): Promise<void> {
    return this.test.close();
  }
}
