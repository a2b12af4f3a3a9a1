import { flattenOutputs } from '../../lib/cli/office/office-address.ts';
import type { DocumentId } from '../../lib/kernel/ids.ts';
import type { ObservedCall } from '../../lib/local/aws/faults.ts';
import { enterDemoDirectory, openDemoPortal } from '../../lib/local/demo/demo-directory.ts';
import { type DemoSecrets, openDemoSecrets } from '../../lib/local/demo/demo-secrets.ts';
import { demoSourceIds } from '../../lib/local/demo/demo-sources.ts';
import { type Office, startOffice } from '../../lib/local/runner/office.ts';
import { createOperatorClients, destroyClients } from '../../lib/local/runner/operator-clients.ts';
import type { DocumentState } from '../../lib/register/document-state.ts';
import { createDocumentStore } from '../../lib/register/document-store.dynamo.ts';

/** A call as it was made, with the length of a body that streamed by. */
export interface Call extends ObservedCall {
  readonly bodyLength?: number;
}

export interface BenchOffice {
  readonly office: Office;
  readonly secrets: DemoSecrets;
  readonly folder: string;
  now(): number;
  /** Calls of the functions and their pollers so far; the operator's are left out. */
  readonly calls: readonly Call[];
  readonly lastCallAt: number;
  load(documentId: DocumentId): Promise<DocumentState | undefined>;
  /** Resolves when no call was made for a while; real milliseconds of the last one. */
  rest(): Promise<number>;
  close(): Promise<void>;
}

/** A working day's morning in Vietnam, or notices would wait for one. */
const MORNING = Date.parse('2026-11-23T02:00:00Z');
const REST_MS = 1500;
const LIMIT_MS = 180_000;
export const ACCOUNT = '000000000000';
export const REGION = 'ap-southeast-1';

const bodyLengthOf = ({ operation, input }: ObservedCall): { bodyLength?: number } => {
  if (operation !== 'PutObject') return {};
  const { headers = {} } = (input?.['Body'] ?? {}) as { headers?: Record<string, string> };
  const length = headers['x-amz-decoded-content-length'] ?? headers['content-length'] ?? '0';
  return { bodyLength: Number(length) };
};

const waitUntil = async (isDone: () => boolean): Promise<void> => {
  const deadline = performance.now() + LIMIT_MS;
  while (!isDone()) {
    if (performance.now() > deadline) throw new Error('the office did not come to rest');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** The office of `npm start`, without samples, its clock on a morning. */
export const openBenchOffice = async (options: {
  readonly assembly: string;
  readonly folder: string;
  /** The same for every opening of a folder. */
  readonly startedAt: number;
}): Promise<BenchOffice> => {
  const { assembly, folder, startedAt } = options;
  const now = () => MORNING + Date.now() - startedAt;
  const calls: Call[] = [];
  let lastCallAt = performance.now();
  const office = await startOffice({
    assembly,
    folder,
    region: REGION,
    account: ACCOUNT,
    clock: { now },
    onError: (error) => {
      throw error;
    },
  });
  const { accessKeyId, secretAccessKey } = office.credentialsFor('operator');
  const { endpoint, region, account } = office;
  const clients = createOperatorClients({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
  });
  const outputs = flattenOutputs(office.outputs);
  const at = new Date(now());
  const secrets = await openDemoSecrets(folder, {
    sourceIds: demoSourceIds,
    approverId: 'chanh-van-phong',
    now: at,
  });
  await enterDemoDirectory({ clients, outputs, account, secrets, now: at });
  await openDemoPortal({ clients, outputs, now: at });
  const store = createDocumentStore(clients.dynamodb, {
    register: outputs['RegisterTable'] ?? '',
    history: outputs['HistoryTable'] ?? '',
  });
  office.observe((call) => {
    if (call.principal.endsWith(':user/operator')) return;
    lastCallAt = performance.now();
    calls.push({ ...call, ...bodyLengthOf(call) });
  });
  return {
    office,
    secrets,
    folder,
    now,
    calls,
    get lastCallAt() {
      return lastCallAt;
    },
    load: (documentId) => store.load(documentId),
    rest: async () => {
      await waitUntil(() => performance.now() - lastCallAt > REST_MS);
      return lastCallAt;
    },
    close: async () => {
      destroyClients(clients);
      await office.close();
    },
  };
};
