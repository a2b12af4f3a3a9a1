import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError } from '../kernel/errors.ts';
import type { DocumentId } from '../kernel/ids.ts';
import type { WorkStore } from './document-store.ts';
import { stateKey, toDoKey, workKey } from './item-keys.dynamo.ts';
import { LEASE_MS, SWEEP_AFTER_MS, type WorkItem, workItem, workMessage } from './work.ts';

const NAMES = {
  '#status': 'status',
  '#attempts': 'attempts',
  '#dueAt': 'dueAt',
  '#dueEffect': 'dueEffect',
};

const after = (now: Date, milliseconds: number): string =>
  new Date(now.getTime() + milliseconds).toISOString();

/** A single write that meets a transaction on its item is refused at once: the caller asks again. */
const rethrow = (error: unknown): never => {
  if (error instanceof Error && error.name === 'TransactionConflictException')
    throw new ConcurrencyError('a work item', error);
  throw error;
};

/** Ends a claim that is still this run's; one that another run holds by now is left to it. */
const endLease = async (
  client: DynamoDBClient,
  table: string,
  work: WorkItem,
  to: { readonly status: string; readonly attempts: number; readonly dueAt: Date },
): Promise<void> => {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: marshall(workKey(work)),
        UpdateExpression: 'SET #status = :to, #dueAt = :dueAt, #attempts = :next',
        ConditionExpression: '#status = :claimed AND #attempts = :attempts',
        ExpressionAttributeNames: {
          '#status': NAMES['#status'],
          '#attempts': NAMES['#attempts'],
          '#dueAt': NAMES['#dueAt'],
        },
        ExpressionAttributeValues: marshall({
          ':to': to.status,
          ':claimed': 'claimed',
          ':attempts': work.attempts,
          ':next': to.attempts,
          ':dueAt': to.dueAt.toISOString(),
        }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) rethrow(error);
  }
};

type Note = Readonly<Record<'since' | 'note', string>>;

const readNote = async (
  client: DynamoDBClient,
  table: string,
  documentId: DocumentId,
): Promise<Note | undefined> => {
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: table,
      Key: marshall(toDoKey(documentId, 'failed')),
      ConsistentRead: true,
    }),
  );
  if (Item === undefined) return undefined;
  const { since, note } = unmarshall(Item);
  return { since: String(since), note: String(note) };
};

const failedWorks = async (
  client: DynamoDBClient,
  table: string,
  documentId: DocumentId,
): Promise<WorkItem[]> => {
  const works: WorkItem[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :work)',
      FilterExpression: '#status = :failed',
      ExpressionAttributeNames: { '#status': NAMES['#status'] },
      ExpressionAttributeValues: marshall({
        ':pk': stateKey(documentId).pk,
        ':work': 'WORK#',
        ':failed': 'failed',
      }),
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages)
    works.push(...Items.map((item) => workItem.parse(unmarshall(item))));
  return works;
};

/** @returns false when somebody else has reopened it meanwhile */
const reopen = async (
  client: DynamoDBClient,
  table: string,
  work: WorkItem,
  now: Date,
): Promise<boolean> => {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: marshall(workKey(work)),
        UpdateExpression:
          'SET #status = :pending, #attempts = :none, #dueAt = :dueAt, #dueEffect = :effect',
        ConditionExpression: '#status = :failed',
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: marshall({
          ':pending': 'pending',
          ':failed': 'failed',
          ':none': 0,
          ':dueAt': after(now, SWEEP_AFTER_MS),
          ':effect': work.effect,
        }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    return rethrow(error);
  }
};

/** Closes the clerk's note unless it has come to speak of a later failure. */
const closeNote = async (
  client: DynamoDBClient,
  table: string,
  documentId: DocumentId,
  { since, note }: Note,
): Promise<void> => {
  try {
    await client.send(
      new DeleteItemCommand({
        TableName: table,
        Key: marshall(toDoKey(documentId, 'failed')),
        ConditionExpression: '#since = :since AND #note = :note',
        ExpressionAttributeNames: { '#since': 'since', '#note': 'note' },
        ExpressionAttributeValues: marshall({ ':since': since, ':note': note }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) rethrow(error);
  }
};

export const createWorkStore = (client: DynamoDBClient, table: string): WorkStore => ({
  async claim(message, now) {
    try {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: marshall(workKey(message)),
          UpdateExpression: 'SET #status = :claimed, #dueAt = :lease ADD #attempts :one',
          ConditionExpression:
            '#status = :pending OR (#status IN (:claimed, :resting) AND #dueAt <= :now)',
          ExpressionAttributeNames: {
            '#status': NAMES['#status'],
            '#attempts': NAMES['#attempts'],
            '#dueAt': NAMES['#dueAt'],
          },
          ExpressionAttributeValues: marshall({
            ':claimed': 'claimed',
            ':pending': 'pending',
            ':resting': 'resting',
            ':lease': after(now, LEASE_MS),
            ':now': now.toISOString(),
            ':one': 1,
          }),
          ReturnValues: 'ALL_NEW',
        }),
      );
      return workItem.parse(unmarshall(Attributes ?? {}));
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      return rethrow(error);
    }
  },

  // Waiting is not failing: the attempt is given back with the lease.
  release: (work, dueAt) =>
    endLease(client, table, work, { status: 'pending', attempts: work.attempts - 1, dueAt }),

  rest: (work, until) =>
    endLease(client, table, work, { status: 'resting', attempts: work.attempts, dueAt: until }),

  async due(effect, now, limit) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'due',
        KeyConditionExpression: '#dueEffect = :effect AND #dueAt <= :now',
        ExpressionAttributeNames: {
          '#dueEffect': NAMES['#dueEffect'],
          '#dueAt': NAMES['#dueAt'],
        },
        ExpressionAttributeValues: marshall({ ':effect': effect, ':now': now.toISOString() }),
        Limit: limit,
      }),
    );
    return Items.map((item) => workMessage.parse(unmarshall(item)));
  },

  async reopenFailed(documentId, now) {
    // The note is read first: a failure after it writes another note, one before it is among these.
    const note = await readNote(client, table, documentId);
    const reopened: WorkItem[] = [];
    for (const work of await failedWorks(client, table, documentId))
      if (await reopen(client, table, work, now)) reopened.push(work);
    if (note !== undefined) await closeNote(client, table, documentId, note);
    return reopened;
  },
});
