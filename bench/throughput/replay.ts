import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as eventbridge from '@aws-sdk/client-eventbridge';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import { readAssembly } from '../../lib/local/runner/assembly.ts';
import { openGround } from '../../lib/local/runner/office-ground.ts';
import { provision } from '../../lib/local/runner/provision.ts';
import { ACCOUNT, type Call, REGION } from './bench-office.ts';

type Input = Record<string, unknown>;
interface Client {
  send(command: object): Promise<Input>;
  destroy(): void;
}
type Commands = Readonly<Record<string, new (input: Input) => object>>;
type NewClient = new (configuration: object) => Client;

const SDK: Readonly<Record<string, { readonly client: NewClient; readonly commands: Commands }>> = {
  dynamodb: { client: dynamodb.DynamoDBClient as never, commands: dynamodb as never },
  events: { client: eventbridge.EventBridgeClient as never, commands: eventbridge as never },
  kms: { client: kms.KMSClient as never, commands: kms as never },
  s3: { client: s3.S3Client as never, commands: s3 as never },
  sns: { client: sns.SNSClient as never, commands: sns as never },
  sqs: { client: sqs.SQSClient as never, commands: sqs as never },
};

export interface Replayed {
  readonly calls: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Calls that ended as they had ended in the office. */
  readonly alike: number;
  /** By service, operation and how they ended, those that did not. */
  readonly unlike: readonly string[];
}

/** Bodies have the recorded length; what was said of their content is left to the SDK. */
const bodyOf = ({ bodyLength = 0, input = {} }: Call): Input => ({
  ...Object.fromEntries(
    Object.entries(input).filter(([name]) => !/^(Checksum|ContentMD5|IfMatch$|Body$)/.test(name)),
  ),
  Body: Buffer.alloc(bodyLength, 'x'),
});

/** Receipt handles are the replay's own. */
class Handles {
  readonly #received = new Map<string, string[]>();

  keep(queue: string, output: Input): void {
    const messages = (output['Messages'] ?? []) as { ReceiptHandle?: string }[];
    const known = this.#received.get(queue) ?? [];
    known.push(...messages.map(({ ReceiptHandle = '' }) => ReceiptHandle));
    this.#received.set(queue, known);
  }

  put(queue: string, input: Input): Input {
    const known = this.#received.get(queue) ?? [];
    const entries = (input['Entries'] ?? []) as { Id: string; ReceiptHandle: string }[];
    return {
      ...input,
      Entries: entries.map((entry) => ({
        ...entry,
        ReceiptHandle: known.shift() ?? entry.ReceiptHandle,
      })),
    };
  }
}

const inputOf = (call: Call, endpoint: string, handles: Handles): Input => {
  const input = call.operation === 'PutObject' ? bodyOf(call) : { ...call.input };
  if (call.service !== 'sqs') return input;
  const queue = String(input['QueueUrl']);
  const here = { ...input, QueueUrl: `${endpoint}${new URL(queue).pathname}` };
  return call.operation.startsWith('DeleteMessage') ? handles.put(queue, here) : here;
};

const finish = async (operation: string, output: Input): Promise<void> => {
  if (operation !== 'GetObject') return;
  const { Body } = output as { Body?: { transformToByteArray(): Promise<Uint8Array> } };
  await Body?.transformToByteArray();
};

/** Makes recorded calls again, one after another, with bare clients on a copy of the state. */
export const replayCalls = async (options: {
  readonly assembly: string;
  readonly folder: string;
  readonly calls: readonly Call[];
  now(): number;
}): Promise<Replayed> => {
  const { assembly, folder, calls, now } = options;
  const ground = await openGround({
    folder,
    region: REGION,
    account: ACCOUNT,
    ports: {},
    faults: {},
    now,
    invokeFunction: async () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  const clients = new Map<string, Client>();
  const clientOf = ({ service, principal }: Call): Client => {
    const known = clients.get(`${service} ${principal}`);
    if (known !== undefined) return known;
    const { accessKeyId, secretAccessKey } = ground.principals.keyOf(principal);
    const Made = SDK[service]?.client;
    if (Made === undefined) throw new Error(`no client of ${service}`);
    const client = new Made({
      endpoint: ground.endpoint,
      region: REGION,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 1,
    });
    clients.set(`${service} ${principal}`, client);
    return client;
  };
  const handles = new Handles();
  const unlike = new Map<string, number>();
  const repeat = async (call: Call): Promise<void> => {
    const { service, operation } = call;
    const Command = SDK[service]?.commands[`${operation}Command`];
    if (Command === undefined) throw new Error(`no command ${operation} of ${service}`);
    let ended = 'ok';
    try {
      const output = await clientOf(call).send(
        new Command(inputOf(call, ground.endpoint, handles)),
      );
      await finish(operation, output);
      if (operation === 'ReceiveMessage') handles.keep(String(call.input?.['QueueUrl']), output);
    } catch (error) {
      ended = (error as Error).name;
    }
    if ((ended === 'ok') === call.status < 400) return;
    const what = `${service} ${operation}: ${call.errorCode ?? 'ok'} → ${ended}`;
    unlike.set(what, (unlike.get(what) ?? 0) + 1);
  };
  try {
    await provision(readAssembly(assembly), {
      region: REGION,
      account: ACCOUNT,
      clients: ground.clients,
      parts: ground.parts,
    });
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    for (const call of calls) await repeat(call);
    const { user, system } = process.cpuUsage(cpu);
    const different = [...unlike.values()].reduce((sum, count) => sum + count, 0);
    return {
      calls: calls.length,
      seconds: (performance.now() - began) / 1000,
      cpuSeconds: (user + system) / 1_000_000,
      alike: calls.length - different,
      unlike: [...unlike].map(([what, count]) => `${what} ×${count}`),
    };
  } finally {
    for (const client of clients.values()) client.destroy();
    await ground.close();
  }
};
