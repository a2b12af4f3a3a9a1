import {
  type AttributeValue,
  ConditionalCheckFailedException,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError } from '../kernel/errors.ts';
import { retryWithJitter } from '../kernel/retry.ts';
import { type BatchGetDeps, batchGet, type ItemKey } from './batch-get.dynamo.ts';
import { type NoticeRow, noticeRow } from './notice-row.ts';
import { SEND_LEASE_MS } from './outbox.ts';
import type { OutboxStore } from './outbox-store.ts';

type Item = Record<string, AttributeValue>;

interface OutboxDeps extends BatchGetDeps {
  readonly tableName: string;
}

const keyOf = (noticeId: string): ItemKey => ({ pk: `NOTICE#${noticeId}`, sk: 'ROW' });

/** `dueEffect` stands only beside `dueAt`, so that the `due` index holds what waits and no more. */
const toItem = (row: NoticeRow): Item =>
  marshall(
    {
      ...keyOf(row.noticeId),
      ...row,
      ...(row.dueAt === undefined ? {} : { dueEffect: 'send-sms' }),
    },
    { removeUndefinedValues: true },
  );

const fromItem = (item: Item): NoticeRow => noticeRow.parse(unmarshall(item));

const patience = {
  tries: 6,
  baseMs: 25,
  retryable: (error: unknown) => error instanceof ConcurrencyError,
};

/** A single write that meets a transaction on its row is refused, not queued: it is made again. */
const writeAlone = <T>(deps: OutboxDeps, attempt: () => Promise<T>): Promise<T> =>
  retryWithJitter(
    deps.retry,
    {
      ...patience,
      retryable: (error) => error instanceof Error && error.name === 'TransactionConflictException',
    },
    attempt,
  );

/** Rows that stood in the way of a cancelled transaction; anything else that cancelled it is thrown. */
const existingRows = (error: unknown): readonly NoticeRow[] => {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const reasons = error.CancellationReasons ?? [];
  const existing = reasons.flatMap(({ Code, Item: item }) =>
    Code === 'ConditionalCheckFailed' && item ? [fromItem(item)] : [],
  );
  // Another writer's transaction, or throttling: nothing was written.
  if (existing.length === 0) throw new ConcurrencyError('a page of notices', error);
  return existing;
};

/** One transaction for the page; on repetition one more without the rows that exist. */
const createPage = async (
  deps: OutboxDeps,
  rows: readonly NoticeRow[],
): Promise<readonly NoticeRow[]> => {
  const standing = new Map<string, NoticeRow>();
  await retryWithJitter(deps.retry, patience, async () => {
    const missing = rows.filter((row) => !standing.has(row.noticeId));
    if (missing.length === 0) return;
    try {
      await deps.dynamo.send(
        new TransactWriteItemsCommand({
          TransactItems: missing.map((row) => ({
            Put: {
              TableName: deps.tableName,
              Item: toItem(row),
              ConditionExpression: 'attribute_not_exists(pk)',
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          })),
        }),
      );
      for (const row of missing) standing.set(row.noticeId, row);
    } catch (error) {
      for (const row of existingRows(error)) standing.set(row.noticeId, row);
      if (standing.size < rows.length) throw new ConcurrencyError('a page of notices', error);
    }
  });
  return rows.map((row) => standing.get(row.noticeId) ?? row);
};

/** stepNotice's `claimed` as one conditional update, so that a claim needs no read before it. */
const claimUpdate = (tableName: string, noticeId: string, claimId: string, now: Date) => {
  const leaseUntil = new Date(now.getTime() + SEND_LEASE_MS).toISOString();
  return new UpdateItemCommand({
    TableName: tableName,
    Key: marshall(keyOf(noticeId)),
    UpdateExpression:
      'SET #status = :claimed, claimId = :claimId, claimedAt = :now, leaseUntil = :lease, ' +
      'dueAt = :lease, attempts = attempts + :one, rev = rev + :one, ' +
      'trail = list_append(trail, :line) REMOVE notBefore',
    ConditionExpression: 'notBefore <= :now',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: marshall({
      ':claimed': 'claimed',
      ':claimId': claimId,
      ':now': now.toISOString(),
      ':lease': leaseUntil,
      ':one': 1,
      ':line': [{ by: 'send-sms', at: now.toISOString(), to: 'claimed' }],
    }),
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
};

const claim = async (
  deps: OutboxDeps,
  noticeId: string,
  claimId: string,
  now: Date,
): ReturnType<OutboxStore['claim']> => {
  try {
    const { Attributes } = await writeAlone(deps, () =>
      deps.dynamo.send(claimUpdate(deps.tableName, noticeId, claimId, now)),
    );
    return { kind: 'claimed', row: fromItem(Attributes ?? {}) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    if (!error.Item) return { kind: 'refused' };
    const row = fromItem(error.Item);
    // The answer to our own claim was lost and the client asked again: it is ours.
    return row.status === 'claimed' && row.claimId === claimId
      ? { kind: 'claimed', row }
      : { kind: 'refused', row };
  }
};

const save = async (deps: OutboxDeps, base: NoticeRow, next: NoticeRow): Promise<void> => {
  try {
    await writeAlone(deps, () =>
      deps.dynamo.send(
        new PutItemCommand({
          TableName: deps.tableName,
          Item: toItem(next),
          ConditionExpression: 'rev = :rev',
          ExpressionAttributeValues: marshall({ ':rev': base.rev }),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const current = error.Item && fromItem(error.Item);
    // Our own write, whose answer was lost.
    if (JSON.stringify(current) === JSON.stringify(noticeRow.parse(next))) return;
    throw new ConcurrencyError('notice', error);
  }
};

const load = async (
  deps: OutboxDeps,
  noticeIds: readonly string[],
): Promise<ReadonlyMap<string, NoticeRow>> => {
  const keys = [...new Set(noticeIds)].map(keyOf);
  const itemsOf = await batchGet(deps, { [deps.tableName]: keys });
  const rows = itemsOf(deps.tableName).map((item) => noticeRow.parse(item));
  return new Map(rows.map((row) => [row.noticeId, row]));
};

const due = async (deps: OutboxDeps, now: Date, limit: number): Promise<readonly NoticeRow[]> => {
  const { Items } = await deps.dynamo.send(
    new QueryCommand({
      TableName: deps.tableName,
      IndexName: 'due',
      KeyConditionExpression: 'dueEffect = :effect AND dueAt <= :now',
      ExpressionAttributeValues: marshall({ ':effect': 'send-sms', ':now': now.toISOString() }),
      Limit: limit,
    }),
  );
  return (Items ?? []).map(fromItem);
};

/** The outbox in the notices table (DESIGN §4). */
export const createDynamoOutbox = (deps: OutboxDeps): OutboxStore => ({
  createPage: (rows) => createPage(deps, rows),
  claim: (noticeId, claimId, now) => claim(deps, noticeId, claimId, now),
  save: (base, next) => save(deps, base, next),
  load: (noticeIds) => load(deps, noticeIds),
  due: (now, limit) => due(deps, now, limit),
});
