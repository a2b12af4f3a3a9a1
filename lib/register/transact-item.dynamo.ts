import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

export const toItem = (value: object) => marshall(value, { removeUndefinedValues: true });

/** An item that must not be there yet. */
export const putNew = (table: string, item: object): TransactWriteItem => ({
  Put: { TableName: table, Item: toItem(item), ConditionExpression: 'attribute_not_exists(pk)' },
});
