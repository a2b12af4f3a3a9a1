import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError } from '../kernel/errors.ts';
import { uploadKey } from './item-keys.dynamo.ts';
import { type FileUpload, fileUpload, type UploadStore } from './uploads.ts';

/** Shredded stays shredded for its source; a new wait for a file does not undo one that has come. */
const conditionFor = ({ status, source }: FileUpload) => ({
  ConditionExpression:
    status === 'awaited'
      ? 'attribute_not_exists(pk) OR #status IN (:awaited, :refused) OR (#status = :shredded AND #source <> :source)'
      : 'attribute_not_exists(pk) OR #status <> :shredded OR #source <> :source OR :status = :shredded',
  ExpressionAttributeNames: { '#status': 'status', '#source': 'source' },
  ExpressionAttributeValues: marshall({
    ':shredded': 'shredded',
    ':source': source,
    ...(status === 'awaited'
      ? { ':awaited': 'awaited', ':refused': 'refused' }
      : { ':status': status }),
  }),
});

export const createUploadStore = (client: DynamoDBClient, table: string): UploadStore => ({
  async find(sha256s) {
    const keys = [...new Set(sha256s)].map((hash) => marshall(uploadKey(hash)));
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }),
    );
    if (Object.keys(UnprocessedKeys ?? {}).length > 0)
      throw new ConcurrencyError('a throttled read');
    return new Map(
      (Responses?.[table] ?? [])
        .map((item) => fileUpload.parse(unmarshall(item)))
        .map((upload): [string, FileUpload] => [upload.sha256, upload]),
    );
  },

  async put(upload) {
    const item = { ...uploadKey(upload.sha256), ...upload };
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: marshall(item, { removeUndefinedValues: true }),
          ...conditionFor(upload),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
