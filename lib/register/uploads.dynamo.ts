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
          ConditionExpression:
            'attribute_not_exists(pk) OR #status <> :shredded OR :status = :shredded',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: marshall({
            ':shredded': 'shredded',
            ':status': upload.status,
          }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
