import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Commit, NumberTaken } from './commit.ts';
import { counterKey, numberKey, ownCodeKey } from './item-keys.dynamo.ts';
import { putNew, toItem } from './transact-item.dynamo.ts';

/** A closed year gives no more numbers: closing sets `closedAt` on its counter. */
const counterItem = (table: string, taken: NumberTaken): TransactWriteItem => ({
  Update: {
    TableName: table,
    Key: toItem(counterKey(taken.seriesId, taken.year)),
    UpdateExpression: 'SET #last = :n, #lastDate = :date',
    ConditionExpression:
      taken.n === 1
        ? 'attribute_not_exists(pk)'
        : '#last = :previous AND #lastDate <= :date AND attribute_not_exists(#closedAt)',
    ExpressionAttributeNames: {
      '#last': 'last',
      '#lastDate': 'lastDate',
      ...(taken.n === 1 ? {} : { '#closedAt': 'closedAt' }),
    },
    ExpressionAttributeValues: toItem({
      ':n': taken.n,
      ':date': taken.date,
      ...(taken.n === 1 ? {} : { ':previous': taken.n - 1 }),
    }),
  },
});

/** Of two series that would give one code in the same instant, one meets the other's row here. */
const ownCodeItems = (table: string, { numberTaken, documentId }: Commit): TransactWriteItem[] =>
  numberTaken?.ownCode === undefined
    ? []
    : [
        putNew(table, {
          ...ownCodeKey(numberTaken.ownCode, numberTaken.year),
          documentId,
          seriesId: numberTaken.seriesId,
        }),
      ];

/** A number taken moves its counter by one; a voided one stays in the book with its reason (R4). */
export const numberItems = (table: string, commit: Commit): TransactWriteItem[] => {
  const { numberTaken, numberVoided, documentId } = commit;
  return [
    ...(numberTaken === undefined
      ? []
      : [
          counterItem(table, numberTaken),
          putNew(table, {
            ...numberKey(numberTaken),
            documentId,
            date: numberTaken.date,
            status: 'issued',
            ...(numberTaken.copyId === undefined ? {} : { copyId: numberTaken.copyId }),
          }),
          ...ownCodeItems(table, commit),
        ]),
    ...(numberVoided === undefined
      ? []
      : [
          {
            Update: {
              TableName: table,
              Key: toItem(numberKey(numberVoided)),
              UpdateExpression: 'SET #status = :void, #reason = :reason',
              ConditionExpression: '#documentId = :documentId',
              ExpressionAttributeNames: {
                '#status': 'status',
                '#reason': 'reason',
                '#documentId': 'documentId',
              },
              ExpressionAttributeValues: toItem({
                ':void': 'void',
                ':reason': numberVoided.reason,
                ':documentId': documentId,
              }),
            },
          },
        ]),
  ];
};
