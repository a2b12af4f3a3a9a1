import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError } from '../kernel/errors.ts';
import type { IdentityRow, IdentityStore } from './duplicates.ts';
import { identityKey } from './item-keys.dynamo.ts';

export const createIdentityStore = (client: DynamoDBClient, table: string): IdentityStore => ({
  async find(keys) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({
        RequestItems: {
          [table]: { Keys: keys.map((key) => marshall(identityKey(key))), ConsistentRead: true },
        },
      }),
    );
    if (Object.keys(UnprocessedKeys ?? {}).length > 0)
      throw new ConcurrencyError('a throttled read');
    const found = (Responses?.[table] ?? []).map((item) => unmarshall(item));
    return keys.flatMap((key): IdentityRow[] => {
      const row = found.find(({ pk }) => pk === identityKey(key).pk);
      return row === undefined ? [] : [{ ...(row as Omit<IdentityRow, 'key'>), key }];
    });
  },
});
