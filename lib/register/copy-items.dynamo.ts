import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Commit } from './commit.ts';
import { copyKey } from './item-keys.dynamo.ts';
import { putNew, toItem } from './transact-item.dynamo.ts';

/** A copy stands in the by-month index once it has its number, beside the two books. */
export const copiesMonth = (month: string): string => `copies#${month}`;

const numberedItem = (
  table: string,
  documentId: string,
  { copyId, code, year, n, date }: NonNullable<Commit['copyNumbered']>,
): TransactWriteItem => ({
  Update: {
    TableName: table,
    Key: toItem(copyKey(documentId, copyId)),
    UpdateExpression:
      'SET #code = :code, #year = :year, #n = :n, #date = :date, #month = :month, #position = :position',
    // A copy has one number for good.
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#n)',
    ExpressionAttributeNames: Object.fromEntries(
      ['code', 'year', 'n', 'date', 'month', 'position'].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: toItem({
      ':code': code,
      ':year': year,
      ':n': n,
      ':date': date,
      ':month': copiesMonth(date.slice(0, 7)),
      ':position': `${date}#${String(n).padStart(6, '0')}#${documentId}`,
    }),
  },
});

/** A copy's row beside its document: put when it is made, completed when it has its number. */
export const copyItems = (table: string, commit: Commit): TransactWriteItem[] => {
  const { documentId, copyMade, copyNumbered } = commit;
  return [
    ...(copyMade === undefined
      ? []
      : [putNew(table, { ...copyKey(documentId, copyMade.copyId), ...copyMade, documentId })]),
    ...(copyNumbered === undefined ? [] : [numberedItem(table, documentId, copyNumbered)]),
  ];
};
