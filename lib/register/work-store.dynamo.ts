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
import { LEASE_MS, SWEEP_AFTER_MS, workItem, workMessage } from './work.ts';

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

  async release(work, dueAt) {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: marshall(workKey(work)),
          // Waiting is not failing: the attempt is given back with the lease.
          UpdateExpression: 'SET #status = :pending, #dueAt = :dueAt, #attempts = :before',
          ConditionExpression: '#status = :claimed AND #attempts = :attempts',
          ExpressionAttributeNames: {
            '#status': NAMES['#status'],
            '#attempts': NAMES['#attempts'],
            '#dueAt': NAMES['#dueAt'],
          },
          ExpressionAttributeValues: marshall({
            ':pending': 'pending',
            ':claimed': 'claimed',
            ':attempts': work.attempts,
            ':before': work.attempts - 1,
            ':dueAt': dueAt.toISOString(),
          }),
        }),
      );
    } catch (error) {
      // Another run holds the work by now and will end it.
      if (!(error instanceof ConditionalCheckFailedException)) rethrow(error);
    }
  },

  async rest(work, until) {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: marshall(workKey(work)),
          UpdateExpression: 'SET #status = :resting, #dueAt = :until',
          ConditionExpression: '#status = :claimed AND #attempts = :attempts',
          ExpressionAttributeNames: {
            '#status': NAMES['#status'],
            '#attempts': NAMES['#attempts'],
            '#dueAt': NAMES['#dueAt'],
          },
          ExpressionAttributeValues: marshall({
            ':resting': 'resting',
            ':claimed': 'claimed',
            ':attempts': work.attempts,
            ':until': until.toISOString(),
          }),
        }),
      );
    } catch (error) {
      // Another run holds the work by now and will end it.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },

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
