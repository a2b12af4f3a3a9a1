import { effectAdapters } from '../../functions/shared/register-adapters.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { createLogger } from '../../lib/platform/logger.ts';
import type { EffectDeps } from '../../lib/register/effect-runner.ts';
import type { Source } from '../../lib/register/source.ts';
import { saveSource } from '../../lib/register/source-directory.dynamo.ts';
import { sealSourceSecret } from '../../lib/register/source-secret.kms.ts';
import { fillDirectory, type TestDirectory } from '../support/office/directory.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { InProcessOffice } from '../support/office/in-process.ts';
import { readerOf } from '../support/office/observe.ts';

/** What senders without an entry in the test directory sign with. */
const SENDER_SECRET = new Uint8Array(32);
/** A registration counts for so long before the functions read it again. */
const CACHE_MS = 61_000;

/** The office with sources that have webhooks on this machine. */
export class WebhookOffice {
  readonly test: TestGround;
  readonly directory: TestDirectory;
  readonly office: InProcessOffice;
  /** What the office has put on the bus. */
  readonly onBus: string[] = [];
  #documents = 0;

  static async open(): Promise<WebhookOffice> {
    const test = await openTestGround();
    const directory = await fillDirectory(test);
    return new WebhookOffice(
      test,
      directory,
      await InProcessOffice.open(test, directory, 'portal'),
    );
  }

  private constructor(test: TestGround, directory: TestDirectory, office: InProcessOffice) {
    this.test = test;
    this.directory = directory;
    this.office = office;
    test.ground.observers.add(({ operation, input }) => {
      if (operation !== 'PutEvents') return;
      for (const { Detail } of (input?.['Entries'] ?? []) as { Detail: string }[])
        this.onBus.push(Detail);
    });
  }

  now = (): Date => new Date(this.test.clock.now());

  seal(sourceId: string, secret: Uint8Array, purpose: 'source-secret' | 'webhook-secret') {
    const { kms } = this.test.ground.clients;
    return sealSourceSecret(kms, this.test.names.keys.data, sourceId, secret, purpose);
  }

  /** Registers a source, or registers it anew. */
  async register(sourceId: string, change: Partial<Source> = {}): Promise<void> {
    const { ground, names, clock } = this.test;
    await saveSource(ground.clients.dynamodb, names.tables.directory, {
      sourceId,
      title: sourceId,
      allows: ['document.received'],
      defaultGrade: 'ordinary',
      ownArrivalNumbers: true,
      actsForOffice: false,
      approvers: [],
      sealedSecret: await this.seal(sourceId, SENDER_SECRET, 'source-secret'),
      ...change,
    });
    clock.advance(CACHE_MS);
  }

  async registerWebhook(sourceId: string, url: string, secret: Uint8Array): Promise<void> {
    const sealedSecret = await this.seal(sourceId, secret, 'webhook-secret');
    await this.register(sourceId, { webhook: { url, sealedSecret, allowPrivate: true } });
  }

  /** A document of the source, sent but not worked on. */
  async send(source: string): Promise<{ documentId: ReturnType<typeof documentIdOf> }> {
    this.#documents += 1;
    const name = `w-${this.#documents}`;
    await this.office.send({
      source,
      id: `${name}/1`,
      name: 'document.received',
      data: {
        documentId: name,
        abstract: 'Về chính sách dân tộc',
        issuer: 'UBND tỉnh',
        recipients: [],
        files: [],
      },
    });
    return { documentId: documentIdOf(source, name) };
  }

  /** The document's deliveries, each with its state. */
  async deliveries(documentId: ReturnType<typeof documentIdOf>): Promise<readonly string[]> {
    const works = await readerOf(this.test).works(documentId);
    return works
      .filter(({ effect }) => effect === 'webhook')
      .map(({ step, status, code }) => [step, status, code].filter(Boolean).join(' '))
      .toSorted();
  }

  async toDos(documentId: ReturnType<typeof documentIdOf>) {
    const all = await readerOf(this.test).toDos('clerk', 100);
    return all.filter((toDo) => toDo.documentId === documentId).map(({ note }) => note);
  }

  async history(documentId: ReturnType<typeof documentIdOf>) {
    return (await readerOf(this.test).history(documentId)).map(
      ({ action, to }) => `${action} ${to}`,
    );
  }

  /** What the function `webhook` is made of, but for its receivers. */
  effectDeps(): EffectDeps {
    const { ground, names } = this.test;
    const { tables, queues } = names;
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
    const { dynamodb: dynamo, sqs } = ground.clients;
    return effectAdapters(
      env,
      { dynamo, sqs },
      {
        now: this.now,
        pause: async () => undefined,
        random: () => 0,
        logger: createLogger('test', this.now, () => undefined),
      },
    );
  }

  async close(): Promise<void> {
    this.office.close();
    await this.test.close();
  }
}
