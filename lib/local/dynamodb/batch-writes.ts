import { AwsServiceError } from '../aws/service.ts';
import type { Engine } from './engine.ts';
import { validationError } from './errors.ts';
import { refuseLargeItem, targetOf, type WriteParts } from './single-writes.ts';
import type { TableRecord, WireItem } from './wire-types.ts';

interface WriteRequest {
  readonly PutRequest?: { readonly Item: WireItem };
  readonly DeleteRequest?: { readonly Key: WireItem };
}

interface Target {
  readonly table: string;
  readonly request: WriteRequest;
  readonly key: string;
}

const SCHEMA_MISMATCH = /Missing the key|Type mismatch for key/;

function targetKey(request: WriteRequest, table: TableRecord): string {
  if (!request.PutRequest) {
    return targetOf('DeleteItem', { Key: request.DeleteRequest?.Key ?? {} }, table);
  }
  try {
    return targetOf('PutItem', { Item: request.PutRequest.Item }, table);
  } catch (error) {
    // A batch names no key in this error, unlike PutItem.
    if (error instanceof AwsServiceError && SCHEMA_MISMATCH.test(error.message)) {
      throw validationError('The provided key element does not match the schema');
    }
    throw error;
  }
}

async function findTargets(engine: Engine, requests: Record<string, WriteRequest[]>) {
  const targets: Target[] = [];
  for (const [name, list] of Object.entries(requests)) {
    const table = await engine.table(name);
    for (const request of list) {
      if (request.PutRequest) refuseLargeItem(request.PutRequest.Item);
      targets.push({ table: name, request, key: targetKey(request, table) });
    }
  }
  if (new Set(targets.map(({ key }) => key)).size < targets.length) {
    throw validationError('Provided list of item keys contains duplicates');
  }
  return targets;
}

function byTable(targets: readonly Target[]): Record<string, WriteRequest[]> {
  const grouped: Record<string, WriteRequest[]> = {};
  for (const { table, request } of targets) {
    grouped[table] = [...(grouped[table] ?? []), request];
  }
  return grouped;
}

/** BatchWriteItem; requests that meet a transaction come back as UnprocessedItems. */
export async function writeBatch(
  { engine, locks, gate, faults }: WriteParts,
  input: Record<string, unknown>,
): Promise<object> {
  const data = engine.validate('BatchWriteItem', input);
  const requests = data['RequestItems'] as Record<string, WriteRequest[]>;
  const tables = Object.keys(requests);
  return gate.write(tables, async () => {
    const targets = await findTargets(engine, requests);
    const conflicting = faults.takeConflict(tables);
    const held = locks.heldByTransaction(targets.map(({ key }) => key));
    const isBlocked = ({ table, key }: Target) => table === conflicting || held.has(key);
    const free = targets.filter((target) => !isBlocked(target));
    const UnprocessedItems = byTable(targets.filter(isBlocked));
    const lock = locks.acquire(
      free.map(({ key }) => key),
      'write',
    );
    // Asked in the same step as heldByTransaction, so it cannot be refused.
    if (!lock.granted) return { UnprocessedItems: requests };
    try {
      await lock.ready;
      const writes = engine.stage();
      const answer = await writes.run('BatchWriteItem', { ...data, RequestItems: byTable(free) });
      await writes.commit();
      return { ...answer, UnprocessedItems };
    } finally {
      lock.release();
    }
  });
}
