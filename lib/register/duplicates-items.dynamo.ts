import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Commit, IdentityTaken } from './commit.ts';
import { identityKey } from './item-keys.dynamo.ts';
import { putNew, toItem } from './transact-item.dynamo.ts';

/**
 * The identities a document takes as it is registered. Of two copies that are registered at the
 * same time one meets the other's row: its commit fails, and it is seen as the duplicate.
 */
export const identityItems = (table: string, commit: Commit): TransactWriteItem[] =>
  (commit.identities ?? []).map(({ key, identity, replaces }: IdentityTaken) => {
    const item = { ...identityKey(key), documentId: commit.documentId, identity };
    if (replaces === undefined) return putNew(table, item);
    return {
      Put: {
        TableName: table,
        Item: toItem(item),
        ConditionExpression: '#documentId = :replaces',
        ExpressionAttributeNames: { '#documentId': 'documentId' },
        ExpressionAttributeValues: toItem({ ':replaces': replaces }),
      },
    };
  });
