import {
  type DynamoDBClient,
  paginateScan,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { DeskRole } from '../../desk/contract.ts';
import { deskKey } from '../../desk/people.dynamo.ts';
import { ConcurrencyError } from '../../kernel/errors.ts';
import { sha256Of } from '../../kernel/ids.ts';
import { personKey } from '../../notices/people.dynamo.ts';
import { type Person, person } from '../../notices/people.ts';
import type { HistoryLine } from '../../register/history.ts';
import { personHistoryKey } from '../../register/item-keys.dynamo.ts';

export interface ListedPerson {
  readonly person: Person;
  readonly roles: readonly DeskRole[];
}

interface Change {
  readonly personId: string;
  /** A new entry; absent when only the roles change. */
  readonly entry?: Person;
  readonly roles: readonly DeskRole[];
  readonly line: HistoryLine;
}

const itemOf = (value: object) => marshall(value, { removeUndefinedValues: true });

/** People of the directory as an operator keeps them; each change is a line of history (R8). */
export const createPeopleRegistry = (
  dynamo: DynamoDBClient,
  tables: { readonly directory: string; readonly history: string },
) => ({
  /** @throws ConcurrencyError when a new entry is there already */
  async save({ personId, entry, roles, line }: Change): Promise<void> {
    const id = sha256Of(JSON.stringify(line)).slice(0, 12);
    const { directory: TableName, history } = tables;
    const items = [
      ...(entry === undefined
        ? []
        : [
            {
              Put: {
                TableName,
                Item: itemOf({ ...personKey(personId), ...person.parse(entry) }),
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ]),
      { Put: { TableName, Item: itemOf({ ...deskKey(personId), roles: [...roles] }) } },
      {
        Put: {
          TableName: history,
          Item: itemOf({ ...personHistoryKey(personId, { at: line.at, id }), ...line }),
        },
      },
    ];
    try {
      await dynamo.send(new TransactWriteItemsCommand({ TransactItems: items }));
    } catch (error) {
      if (error instanceof TransactionCanceledException)
        throw new ConcurrencyError('a person', error);
      throw error;
    }
  },

  /** Everybody, in the order of their ids. */
  async list(): Promise<readonly ListedPerson[]> {
    const entries: Person[] = [];
    const roles = new Map<string, readonly DeskRole[]>();
    const pages = paginateScan(
      { client: dynamo },
      {
        TableName: tables.directory,
        FilterExpression: 'begins_with(pk, :person) AND sk IN (:entry, :desk)',
        ExpressionAttributeValues: marshall({
          ':person': 'PERSON#',
          ':entry': 'PERSON',
          ':desk': 'DESK',
        }),
      },
    );
    for await (const { Items = [] } of pages)
      for (const item of Items.map((found) => unmarshall(found)))
        if (item['sk'] === 'PERSON') entries.push(person.parse(item));
        else roles.set(String(item['pk']).slice('PERSON#'.length), item['roles']);
    return entries
      .toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
      .map((entry) => ({ person: entry, roles: roles.get(entry.personId) ?? [] }));
  },
});
