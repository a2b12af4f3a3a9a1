import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type BatchGetDeps, batchGet, type ItemKey } from './batch-get.dynamo.ts';
import { type PeopleDirectory, person } from './people.ts';

export const personKey = (personId: string): ItemKey => ({
  pk: `PERSON#${personId}`,
  sk: 'PERSON',
});

/** People in the directory table: PERSON#id / PERSON. Reads are consistent: opting out acts at once. */
export const createDynamoPeople = (
  deps: BatchGetDeps & { readonly tableName: string },
): PeopleDirectory => ({
  person: async (personId) => {
    const { Item } = await deps.dynamo.send(
      new GetItemCommand({
        TableName: deps.tableName,
        Key: marshall(personKey(personId)),
        ConsistentRead: true,
      }),
    );
    return Item && person.parse(unmarshall(Item));
  },

  people: async (personIds) => {
    const keys = [...new Set(personIds)].map(personKey);
    const itemsOf = await batchGet(deps, { [deps.tableName]: keys });
    const entries = itemsOf(deps.tableName).map((item) => person.parse(item));
    return new Map(entries.map((entry) => [entry.personId, entry]));
  },

  save: async (entry) => {
    await deps.dynamo.send(
      new PutItemCommand({
        TableName: deps.tableName,
        Item: marshall(
          { ...personKey(entry.personId), ...person.parse(entry) },
          { removeUndefinedValues: true },
        ),
      }),
    );
  },
});
