import { createHash } from 'node:crypto';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { type EventName, typeOf } from '../../../lib/events/catalogue.ts';
import { OfficeError } from '../../../lib/kernel/errors.ts';
import { SIGNATURE_HEADERS, signRequest } from '../../../lib/register/source-signature.ts';
import { incomingKey } from '../../../lib/register/uploads.ts';
import { effects } from '../../../lib/register/work.ts';
import { type Apps, createApps } from './apps.ts';
import type { TestDirectory } from './directory.ts';
import { createFaultyProcess, type FaultMode, type FaultyProcess } from './faults.ts';
import type { TestGround } from './ground.ts';

/** An event as a sender makes it. */
export interface SentEvent {
  readonly source: string;
  readonly id: string;
  readonly name: EventName;
  readonly data: Readonly<Record<string, unknown>>;
  /** Seconds after the run began; the order in which the source made its events. */
  readonly atSecond?: number;
}

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Long enough for every lease, visibility time-out and sweep to come round. */
const ROUND_MS = 200_000;
const MAX_ROUNDS = 40;

/**
 * The whole office in this process, over embedded endpoints, with one fault. After a crash a new
 * process takes over, without the fault.
 */
export class InProcessOffice {
  readonly #test: TestGround;
  readonly #directory: TestDirectory;
  readonly #portal: string;
  readonly log: string[] = [];
  readonly #began: number;
  #swept = false;
  #repeating = false;
  process: FaultyProcess;
  #apps: Apps;
  readonly #retired: Apps[] = [];

  constructor(
    test: TestGround,
    directory: TestDirectory,
    portal: string,
    fault?: { at: number; mode: FaultMode },
  ) {
    this.#test = test;
    this.#directory = directory;
    this.#portal = portal;
    this.#began = test.clock.now();
    this.process = createFaultyProcess(fault);
    this.#apps = this.#compose();
  }

  static async open(
    test: TestGround,
    directory: TestDirectory,
    portal: string,
    fault?: { at: number; mode: FaultMode },
  ): Promise<InProcessOffice> {
    await test.ground.clients.s3.send(new CreateBucketCommand({ Bucket: portal }));
    return new InProcessOffice(test, directory, portal, fault);
  }

  #compose(): Apps {
    return createApps(this.#test, this.process, this.#portal, (line) => this.log.push(line));
  }

  /** A new process takes the place of one that ended. */
  #revive(): void {
    if (!this.process.ended) return;
    // Calls of the ended process may still be under way: its sockets close with the run.
    this.#retired.push(this.#apps);
    this.process = createFaultyProcess();
    this.#apps = this.#compose();
  }

  /** What a caller sees: an HTTP status, 500 when the function fails or ends. */
  async #call(
    app: (request: { headers: Record<string, string>; body: string }) => Promise<Reply>,
    source: string,
    id: string,
    body: string,
  ): Promise<Reply> {
    const timestamp = Math.floor(this.#test.clock.now() / 1000);
    const secret = this.#directory.secrets[source] ?? new Uint8Array(32);
    try {
      return await app({
        headers: {
          [SIGNATURE_HEADERS.source]: source,
          [SIGNATURE_HEADERS.id]: id,
          [SIGNATURE_HEADERS.timestamp]: String(timestamp),
          [SIGNATURE_HEADERS.signature]: signRequest(secret, { id, timestamp, body }),
        },
        body,
      });
    } catch (error) {
      if (error instanceof OfficeError) return { status: 400, body: { code: error.code } };
      return { status: 500, body: {} };
    } finally {
      this.#revive();
    }
  }

  textOf(event: SentEvent): string {
    return JSON.stringify({
      specversion: '1.0',
      id: event.id,
      source: event.source,
      type: typeOf(event.name),
      time: new Date(this.#began + (event.atSecond ?? 0) * 1000).toISOString(),
      data: event.data,
    });
  }

  /** Sends until the office has answered for good, as a sender is told to. */
  async send(event: SentEvent): Promise<Reply> {
    for (let tries = 0; tries < 5; tries += 1) {
      const reply = await this.#call(
        (request) => this.#apps.receiveHttp(request) as Promise<Reply>,
        event.source,
        event.id,
        this.textOf(event),
      );
      if (reply.status < 500) return reply;
    }
    throw new Error(`the office never answered ${event.id}`);
  }

  /** Uploads a file as a sender would: ask for an address, PUT, and be told of in the quarantine. */
  async upload(
    source: string,
    bytes: Uint8Array,
    secrecy?: string,
    mediaType = 'application/pdf',
  ): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const body = JSON.stringify({ sha256, size: bytes.length, mediaType, secrecy });
    let reply: Reply = { status: 500, body: {} };
    for (let tries = 0; tries < 5 && reply.status >= 500; tries += 1)
      reply = await this.#call(
        (request) => this.#apps.requestUpload(request) as Promise<Reply>,
        source,
        `upload-${sha256}`,
        body,
      );
    const { url, headers, status } = reply.body as {
      url?: string;
      headers?: Record<string, string>;
      status?: string;
    };
    if (status === 'known') return sha256;
    if (url === undefined) throw new Error(`no address for a file: ${JSON.stringify(reply)}`);
    const put = await fetch(url, {
      method: 'PUT',
      headers: headers ?? {},
      body: Buffer.from(bytes),
    });
    if (!put.ok) throw new Error(`the store refused a file: ${put.status} ${await put.text()}`);
    const grade = new URL(url).pathname.includes('/open/') ? 'open' : 'held';
    await this.#retry(() => this.#apps.admitFile(notificationOf(incomingKey(grade, sha256))));
    return sha256;
  }

  /** Delivers again until it succeeds, as a queue does. */
  async #retry(run: () => Promise<void>): Promise<void> {
    for (let tries = 0; tries < 5; tries += 1) {
      try {
        return await run();
      } catch (error) {
        if (tries === 4) throw error;
        this.#revive();
        this.#test.clock.advance(ROUND_MS);
      }
    }
  }

  async #drain(effect: (typeof effects)[number]): Promise<number> {
    const { sqs } = this.#test.ground.clients;
    const QueueUrl = this.#test.names.queues[effect];
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const message of Messages) {
      const handled = await this.#apps.effects[effect]({ body: message.Body ?? '' }).then(
        () => true,
        () => false,
      );
      this.#revive();
      if (handled)
        await sqs.send(
          new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle ?? '' }),
        );
    }
    return Messages.length;
  }

  async #drainAll(without?: (typeof effects)[number]): Promise<number> {
    let delivered = 0;
    for (const effect of effects) if (effect !== without) delivered += await this.#drain(effect);
    return delivered;
  }

  /** Sweeps are all alike: only the first one of a run is worth breaking. */
  async #sweep(): Promise<void> {
    const { process } = this;
    process.counting &&= !this.#swept;
    await this.#apps.sweep().catch(() => undefined);
    process.counting = !this.#repeating;
    this.#swept = true;
    this.#revive();
  }

  /** From here on events are sent again: nothing of that is worth breaking a second time. */
  beginRepeats(): void {
    this.#repeating = true;
    this.process.counting = false;
  }

  /** Delivers, sweeps and lets time pass until two rounds have brought nothing new; one effect may stand still. */
  async settle(without?: (typeof effects)[number]): Promise<void> {
    let still = 0;
    for (let round = 0; round < MAX_ROUNDS && still < 2; round += 1) {
      let delivered = 0;
      for (let more = await this.#drainAll(without); more > 0; more = await this.#drainAll(without))
        delivered += more;
      still = delivered === 0 ? still + 1 : 0;
      this.#test.clock.advance(ROUND_MS);
      await this.#sweep();
    }
    if (still < 2) throw new Error('the office does not come to rest');
  }

  /** Other doors, for tests that go through them. */
  get apps(): Apps {
    return this.#apps;
  }

  close(): void {
    for (const apps of [...this.#retired, this.#apps]) apps.destroy();
  }
}

/** An S3 notification of one created object, as it lies in a queue. */
export const notificationOf = (key: string): { body: string } => ({
  body: JSON.stringify({
    Records: [{ s3: { object: { key: encodeURIComponent(key).replaceAll('%2F', '/') } } }],
  }),
});
