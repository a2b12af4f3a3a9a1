import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EmulatedDynamo } from '../../lib/local/dynamodb/front.ts';
import { startDynamo } from '../../lib/local/dynamodb/front.ts';
import { registerTable } from './dynamodb-endpoint.ts';

export const OWNER = { region: 'ap-southeast-1', account: '111122223333' };
export const LEDGER = 'ledger';
export const ACCOUNTS = 8;
const START = 1000;

export const accountKey = (n: number) => ({ pk: { S: `ACCOUNT#${n}` }, sk: { S: 'BALANCE' } });
export const transferKey = (id: string) => ({ pk: { S: `TRANSFER#${id}` }, sk: { S: 'TRANSFER' } });

type Row = Record<string, { S: string; N: string }>;

const open = (folder: string) =>
  startDynamo({ ...OWNER, folder, now: Date.now, baseUrl: () => '' }, { sweepIntervalMs: 0 });

export async function createLedger(folder: string) {
  const dynamo = await open(folder);
  await dynamo.call('CreateTable', registerTable(LEDGER));
  for (let n = 0; n < ACCOUNTS; n++) {
    await dynamo.call('PutItem', {
      TableName: LEDGER,
      Item: { ...accountKey(n), n: { N: String(START) } },
    });
  }
  await dynamo.close();
}

/** Lets a child make transfers and kills it `afterMs` milliseconds after its first acknowledgement. */
export async function killDuringTransfers(
  folder: string,
  run: number,
  afterMs: number,
): Promise<string[]> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      fileURLToPath(new URL('./dynamodb-transfer-child.ts', import.meta.url)),
      folder,
      String(run),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  const acknowledged: string[] = [];
  const closed = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('close', (_code, signal) => resolve(signal));
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'open') continue;
    if (acknowledged.push(line) === 1) setTimeout(() => child.kill('SIGKILL'), afterMs);
  }
  const signal = await closed;
  if (signal !== 'SIGKILL') {
    throw new Error(`The child ended by itself: ${Buffer.concat(complaints).toString('utf8')}`);
  }
  return acknowledged;
}

async function readAll(dynamo: EmulatedDynamo, IndexName?: string): Promise<Row[]> {
  const rows: Row[] = [];
  let ExclusiveStartKey: object | undefined;
  do {
    const page = (await dynamo.call('Scan', {
      TableName: LEDGER,
      ...(IndexName ? { IndexName } : {}),
      ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
    })) as { Items: Row[]; LastEvaluatedKey?: object };
    rows.push(...page.Items);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return rows;
}

export interface LedgerState {
  readonly transfers: ReadonlySet<string>;
  readonly indexed: ReadonlySet<string>;
  readonly balances: readonly number[];
  /** What the recorded transfers make of the starting balances. */
  readonly expected: readonly number[];
}

/** Opens the store as the next start would, and reads what the killed process has left. */
export async function readLedger(folder: string): Promise<LedgerState> {
  const dynamo = await open(folder);
  const rows = await readAll(dynamo);
  const indexed = await readAll(dynamo, 'due');
  await dynamo.close();
  const number = (row: Row | undefined, name: string) => Number(row?.[name]?.N);
  const transfers = rows.filter((row) => row['sk']?.S === 'TRANSFER');
  const expected = Array.from({ length: ACCOUNTS }, () => START);
  for (const row of transfers) {
    const [from, to, amount] = ['fromAccount', 'toAccount', 'amount'].map((name) =>
      number(row, name),
    ) as [number, number, number];
    expected[from] = (expected[from] ?? 0) - amount;
    expected[to] = (expected[to] ?? 0) + amount;
  }
  const idOf = (row: Row) => row['pk']?.S.replace('TRANSFER#', '') ?? '';
  return {
    transfers: new Set(transfers.map(idOf)),
    indexed: new Set(indexed.map(idOf)),
    balances: Array.from({ length: ACCOUNTS }, (_, n) =>
      number(
        rows.find((row) => row['pk']?.S === `ACCOUNT#${n}`),
        'n',
      ),
    ),
    expected,
  };
}
