import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { doorAdapters } from '../../functions/shared/register-adapters.ts';
import { type EventName, typeOf } from '../../lib/events/catalogue.ts';
import { httpHandler } from '../../lib/platform/http.ts';
import { createLogger } from '../../lib/platform/logger.ts';
import type { DocumentStore } from '../../lib/register/document-store.ts';
import { SIGNATURE_HEADERS, signRequest } from '../../lib/register/source-signature.ts';
import { fillDirectory, type TestDirectory } from '../support/office/directory.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { InProcessOffice, notificationOf } from '../support/office/in-process.ts';
import { scanTable } from '../support/office/observe.ts';
import type { Run } from '../support/office/scenarios.ts';

/** How a request differs from one that a registered sender makes well. */
export interface Request {
  readonly source?: string;
  readonly secret?: Uint8Array;
  /** Seconds the sender's clock is off. */
  readonly clockOff?: number;
  /** Headers to change; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

/** An answer the office has put on the bus. */
export interface BusAnswer {
  readonly type: string;
  readonly id: string;
  readonly data: Readonly<Record<string, string>>;
}

/** The office with its HTTP stack, as a sender outside meets it. */
export class DoorsOffice {
  readonly test: TestGround;
  readonly directory: TestDirectory;
  readonly office: InProcessOffice;
  /** Everything the office has put on the bus. */
  readonly answers: BusAnswer[] = [];
  #runs = 0;

  constructor(test: TestGround, directory: TestDirectory, office: InProcessOffice) {
    this.test = test;
    this.directory = directory;
    this.office = office;
    test.ground.observers.add(({ operation, input }) => {
      if (operation !== 'PutEvents') return;
      for (const { Detail } of (input?.['Entries'] ?? []) as { Detail: string }[])
        this.answers.push(JSON.parse(Detail) as BusAnswer);
    });
  }

  static async open(): Promise<DoorsOffice> {
    const test = await openTestGround();
    const directory = await fillDirectory(test);
    return new DoorsOffice(test, directory, await InProcessOffice.open(test, directory, 'portal'));
  }

  /** A run of the scenarios' helpers, with a key of its own. */
  run(prefix = 'd'): Run {
    this.#runs += 1;
    const key = `${prefix}${this.#runs}x`;
    return { test: this.test, directory: this.directory, office: this.office, key, sent: [] };
  }

  eventText(
    name: EventName,
    data: unknown,
    change: Readonly<Record<string, unknown>> = {},
  ): string {
    this.#runs += 1;
    return JSON.stringify({
      specversion: '1.0',
      id: `e-${this.#runs}`,
      source: 'e-office',
      type: typeOf(name),
      time: new Date(this.test.clock.now()).toISOString(),
      data,
      ...change,
    });
  }

  async #request(route: 'events' | 'files', body: string, request: Request): Promise<HttpAnswer> {
    const { source = 'e-office', clockOff = 0 } = request;
    const secret = request.secret ?? this.directory.secrets[source] ?? new Uint8Array(32);
    const timestamp = Math.floor(this.test.clock.now() / 1000) + clockOff;
    const id = 'm-1';
    const headers = {
      [SIGNATURE_HEADERS.source]: source,
      [SIGNATURE_HEADERS.id]: id,
      [SIGNATURE_HEADERS.timestamp]: String(timestamp),
      [SIGNATURE_HEADERS.signature]: signRequest(secret, { id, timestamp, body }),
      ...request.headers,
    };
    const { receiveHttp, requestUpload } = this.office.apps;
    const now = () => new Date(this.test.clock.now());
    const log = createLogger('http', now, (line) => this.office.log.push(line));
    const answer = await httpHandler(route === 'events' ? receiveHttp : requestUpload, log)(
      { headers, body, isBase64Encoded: false } as unknown as APIGatewayProxyEventV2,
      { awsRequestId: 'r-1' } as Context,
    );
    return { status: answer.statusCode ?? 0, body: JSON.parse(answer.body ?? '') };
  }

  postEvent(body: string, request: Request = {}): Promise<HttpAnswer> {
    return this.#request('events', body, request);
  }

  postFile(body: unknown, request: Request = {}): Promise<HttpAnswer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.#request('files', text, request);
  }

  /** Puts an object as a sender with rights on the bucket would, and tells the office of it. */
  async putInbox(key: string, text: string): Promise<void> {
    await this.putObject(this.test.names.buckets.inbox, key, text);
    await this.office.apps.receiveInbox(notificationOf(key));
  }

  async putObject(bucket: string, key: string, body: string | Uint8Array): Promise<void> {
    await this.test.ground.clients.s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.from(body) }),
    );
  }

  /** A message as the bus rule makes it of an entry that was put by `account` as `source`. */
  putBus(event: unknown, source = 'vn.ubdt.e-office', account = '000000000000'): Promise<void> {
    return this.office.apps.receiveBus({ body: JSON.stringify({ account, source, event }) });
  }

  /** What a door is made of, for tests that let two of them meet. */
  door() {
    const { clients } = this.test.ground;
    const { tables, queues, buckets, keys } = this.test.names;
    const now = () => new Date(this.test.clock.now());
    return doorAdapters(
      {
        REGISTER_TABLE: tables.register,
        HISTORY_TABLE: tables.history,
        DIRECTORY_TABLE: tables.directory,
        QUARANTINE_BUCKET: buckets.quarantine,
        DATA_KEY_ID: keys.data,
        SCREEN_QUEUE_URL: queues.screen,
        SIGN_QUEUE_URL: queues.sign,
        NOTIFY_QUEUE_URL: queues.notify,
        PUBLISH_QUEUE_URL: queues.publish,
        ANSWER_QUEUE_URL: queues.answer,
        WEBHOOK_QUEUE_URL: queues.webhook,
      },
      { dynamo: clients.dynamodb, sqs: clients.sqs, s3: clients.s3, kms: clients.kms },
      {
        now,
        pause: async () => undefined,
        random: () => 0,
        logger: createLogger('test', now, () => undefined),
      },
    );
  }

  /** All that the tables hold, as text to search. */
  async everything(): Promise<string> {
    const tables = Object.values(this.test.names.tables);
    return JSON.stringify(await Promise.all(tables.map((table) => scanTable(this.test, table))));
  }

  async close(): Promise<void> {
    this.office.close();
    await this.test.close();
  }
}

/** The same dependencies, whose first commit waits until `other` has happened. */
export const delayed = <Deps extends { readonly store: DocumentStore }>(
  deps: Deps,
  other: () => Promise<unknown>,
): Deps => {
  let first = true;
  const store: DocumentStore = {
    ...deps.store,
    commit: async (commit) => {
      if (first) {
        first = false;
        await other();
      }
      return deps.store.commit(commit);
    },
  };
  return { ...deps, store: { ...deps.store, ...store } };
};

/** A promise another step resolves. */
export const deferred = () => {
  let resolve = (): void => undefined;
  const done = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { done, resolve };
};

export const receivedData = (more: Readonly<Record<string, unknown>> = {}) => ({
  documentId: 'VB-1',
  secrecy: 'thuong',
  abstract: 'Về chính sách dân tộc',
  issuer: 'UBND tỉnh',
  recipients: [],
  files: [],
  ...more,
});
