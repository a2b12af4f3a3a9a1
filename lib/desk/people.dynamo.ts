import {
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { ConcurrencyError } from '../kernel/errors.ts';
import { deskRoles } from './contract.ts';
import type { DeskPeople, DeskRoleStore, NamedPerson } from './people.ts';

export const deskKey = (personId: string) => ({ pk: `PERSON#${personId}`, sk: 'DESK' });
const personKey = (personId: string) => ({ pk: `PERSON#${personId}`, sk: 'PERSON' });

const deskEntry = z.object({ roles: z.array(z.enum(deskRoles)) });
/** Of a person's entry the desk reads no phone (R7); `role` is chức vụ. */
const personEntry = z.object({
  personId: z.string(),
  name: z.string(),
  role: z.string(),
  unit: z.string(),
});

/** Roles at the desk: PERSON#id / DESK of the directory. */
export const createDeskRoles = (dynamo: DynamoDBClient, directoryTable: string): DeskRoleStore => ({
  async rolesOf(personId) {
    const { Item } = await dynamo.send(
      new GetItemCommand({
        TableName: directoryTable,
        Key: marshall(deskKey(personId)),
        ConsistentRead: true,
      }),
    );
    return Item === undefined ? [] : deskEntry.parse(unmarshall(Item)).roles;
  },

  async save(personId, roles) {
    await dynamo.send(
      new PutItemCommand({
        TableName: directoryTable,
        Item: marshall({ ...deskKey(personId), roles: [...roles] }),
      }),
    );
  },
});

/** DynamoDB's limit for one BatchGetItem. */
const BATCH = 100;

export const createDeskPeople = (dynamo: DynamoDBClient, directoryTable: string): DeskPeople => {
  const read = async (keys: readonly { pk: string; sk: string }[]) => {
    const { Responses, UnprocessedKeys } = await dynamo.send(
      new BatchGetItemCommand({
        RequestItems: {
          [directoryTable]: {
            Keys: keys.map((key) => marshall(key)),
            ConsistentRead: true,
            ProjectionExpression: 'pk, sk, personId, #name, #role, #unit, #roles',
            ExpressionAttributeNames: {
              '#name': 'name',
              '#role': 'role',
              '#unit': 'unit',
              '#roles': 'roles',
            },
          },
        },
      }),
    );
    if (Object.keys(UnprocessedKeys ?? {}).length > 0)
      throw new ConcurrencyError('a throttled read');
    return (Responses?.[directoryTable] ?? []).map((item) => unmarshall(item));
  };
  return {
    async find(personId) {
      const items = await read([personKey(personId), deskKey(personId)]);
      const person = items.find(({ sk }) => sk === 'PERSON');
      const desk = items.find(({ sk }) => sk === 'DESK');
      if (person === undefined) return undefined;
      return {
        personId,
        name: personEntry.parse(person).name,
        roles: desk === undefined ? [] : deskEntry.parse(desk).roles,
      };
    },

    async names(personIds) {
      const keys = [...new Set(personIds)].map(personKey);
      const names = new Map<string, NamedPerson>();
      for (let at = 0; at < keys.length; at += BATCH)
        for (const item of await read(keys.slice(at, at + BATCH))) {
          const { personId, ...named } = personEntry.parse(item);
          names.set(personId, named);
        }
      return names;
    },
  };
};
