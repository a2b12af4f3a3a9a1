import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError, WorkLostError } from '../kernel/errors.ts';
import type { Commit, EventKey, ParkedEvent } from './commit.ts';
import { commitItems } from './commit-items.dynamo.ts';
import { documentState } from './document-state.ts';
import type { CounterStore, DocumentStore } from './document-store.ts';
import {
  counterKey,
  eventKeyOf,
  ownCodeKey,
  parkedPartition,
  stateKey,
} from './item-keys.dynamo.ts';
import type { NumberEvidence } from './number-evidence.ts';

export interface RegisterTables {
  readonly register: string;
  readonly history: string;
}

/** Failures that mean "another writer, or too many at once": the decision is made again. */
const CONTENTION = new Set([
  'TransactionInProgressException',
  'TransactionConflictException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
]);

const rethrow = (error: unknown, commit: Commit): never => {
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
    if (commit.finished !== undefined && codes[0] === 'ConditionalCheckFailed')
      throw new WorkLostError(error);
    // ValidationError and the like are faults of ours and must not be retried away.
    const ours = codes.filter(
      (code) =>
        ![
          'None',
          'ConditionalCheckFailed',
          'TransactionConflict',
          'ThrottlingError',
          'ProvisionedThroughputExceeded',
        ].includes(code),
    );
    if (ours.length === 0) throw new ConcurrencyError('a document', error);
  }
  if (error instanceof Error && CONTENTION.has(error.name))
    throw new ConcurrencyError('a document', error);
  throw error;
};

/** No number is taken without evidence that outlives the tables (ADR 15). */
const leaveEvidence = async (
  { numberTaken, documentId }: Commit,
  evidence: NumberEvidence | undefined,
): Promise<void> => {
  if (numberTaken === undefined) return;
  if (evidence === undefined) throw new Error('this function may not take numbers');
  await evidence.record(numberTaken, documentId);
};

export const createDocumentStore = (
  client: DynamoDBClient,
  tables: RegisterTables,
  evidence?: NumberEvidence,
): DocumentStore & CounterStore => {
  const get = async (key: { pk: string; sk: string }) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tables.register, Key: marshall(key), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : unmarshall(Item);
  };
  return {
    async loadForEvent(source, eventId, documentId) {
      const keys = [eventKeyOf(source, eventId), stateKey(documentId)];
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetItemCommand({
          RequestItems: {
            [tables.register]: { Keys: keys.map((key) => marshall(key)), ConsistentRead: true },
          },
        }),
      );
      if (Object.keys(UnprocessedKeys ?? {}).length > 0)
        throw new ConcurrencyError('a throttled read');
      const items = (Responses?.[tables.register] ?? []).map((item) => unmarshall(item));
      const state = items.find(
        (item) => item['sk'] === 'STATE' && item['pk'] === `DOC#${documentId}`,
      );
      const key = items.find((item) => item !== state);
      return {
        ...(key === undefined ? {} : { eventKey: key as unknown as EventKey }),
        ...(state === undefined ? {} : { state: documentState.parse(state) }),
      };
    },

    async load(documentId) {
      const item = await get(stateKey(documentId));
      return item === undefined ? undefined : documentState.parse(item);
    },

    async commit(commit) {
      const items = commitItems(tables, commit);
      await leaveEvidence(commit, evidence);
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems: items }));
      } catch (error) {
        rethrow(error, commit);
      }
    },

    async parkedEvents(documentId) {
      const found: ParkedEvent[] = [];
      let from: Record<string, AttributeValue> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: tables.register,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: marshall({ ':pk': parkedPartition(documentId) }),
            ConsistentRead: true,
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        found.push(...Items.map((item) => unmarshall(item) as unknown as ParkedEvent));
        from = LastEvaluatedKey;
      } while (from !== undefined);
      return found;
    },

    async seriesOfCode(ownCode, year) {
      return (await get(ownCodeKey(ownCode, year)))?.['seriesId'] as string | undefined;
    },

    async lastNumber(seriesId, year) {
      const item = await get(counterKey(seriesId, year));
      return item === undefined
        ? { n: 0 }
        : { n: item['last'] as number, date: item['lastDate'] as string };
    },
  };
};
