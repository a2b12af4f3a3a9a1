import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError } from '../kernel/errors.ts';
import type { WorkStore } from './document-store.ts';
import { toDoKey, workKey } from './item-keys.dynamo.ts';
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

  async reopen(message, now) {
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: marshall(workKey(message)),
        UpdateExpression:
          'SET #status = :pending, #attempts = :none, #dueAt = :dueAt, #dueEffect = :effect',
        ConditionExpression: '#status = :failed',
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: marshall({
          ':pending': 'pending',
          ':failed': 'failed',
          ':none': 0,
          ':dueAt': after(now, SWEEP_AFTER_MS),
          ':effect': message.effect,
        }),
      }),
    );
    await client.send(
      new DeleteItemCommand({
        TableName: table,
        Key: marshall(toDoKey(message.documentId, 'failed')),
      }),
    );
  },
});
