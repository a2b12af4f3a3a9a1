import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DynamoDBClient,
  GetItemCommand,
  paginateScan,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { DeskRole } from '../../desk/contract.ts';
import { createDeskRoles } from '../../desk/people.dynamo.ts';
import { createDynamoPeople } from '../../notices/people.dynamo.ts';
import { createDocumentStore } from '../../register/document-store.dynamo.ts';
import { pausedKey, refusalKey } from '../../register/item-keys.dynamo.ts';
import { setPaused } from '../../register/pause-switch.dynamo.ts';
import { createRegisterReader } from '../../register/register-reader.dynamo.ts';
import { createSourceDirectory } from '../../register/source-directory.dynamo.ts';
import { createWorkStore } from '../../register/work-store.dynamo.ts';
import { type ClientSettings, type OfficeAddress, outputOf } from './office-address.ts';

const createDynamoClient = (settings: ClientSettings): DynamoDBClient =>
  new DynamoDBClient({ ...settings });

/** Who paused an effect, and when. */
export interface PausedEffect {
  readonly effect: string;
  readonly by: string;
  readonly at: string;
}

/** The tables of an office as the commands read them. */
export const openTables = (address: OfficeAddress) => {
  const dynamo = createDynamoClient(address.client);
  const register = outputOf(address, 'RegisterTable');
  const directory = outputOf(address, 'DirectoryTable');
  const notices = outputOf(address, 'NoticesTable');
  const tables = { register, history: outputOf(address, 'HistoryTable') };
  const retry = {
    pause: (milliseconds: number) => pause(milliseconds),
    random: () => randomInt(1_000_000) / 1_000_000,
  };
  const read = async (key: { pk: string; sk: string }, table = directory) => {
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: table, Key: marshall(key), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : unmarshall(Item);
  };

  /** Every item of a table that a filter lets through, page by page. */
  async function* scan(
    table: string,
    filter: string,
    values: Readonly<Record<string, string>>,
  ): AsyncGenerator<Record<string, unknown>> {
    const pages = paginateScan(
      { client: dynamo },
      {
        TableName: table,
        FilterExpression: filter,
        ExpressionAttributeValues: marshall(values),
      },
    );
    for await (const { Items = [] } of pages) for (const item of Items) yield unmarshall(item);
  }

  return {
    dynamo,
    names: { ...tables, directory, notices },
    documents: createDocumentStore(dynamo, tables),
    reader: createRegisterReader(dynamo, tables),
    works: createWorkStore(dynamo, register),
    people: createDynamoPeople({ dynamo, retry, tableName: directory }),
    sources: createSourceDirectory(dynamo, directory, () => new Date()),
    rolesOf: createDeskRoles(dynamo, directory).rolesOf,
    /** Ids of the people who have a role at a desk, in order. */
    async holdersOf(role: DeskRole): Promise<readonly string[]> {
      const holders: string[] = [];
      for await (const { pk, roles } of scan(directory, 'sk = :desk', { ':desk': 'DESK' }))
        if ((roles as readonly string[]).includes(role))
          holders.push(String(pk).slice('PERSON#'.length));
      return holders.toSorted();
    },
    async pausedEffects(): Promise<readonly PausedEffect[]> {
      const effects = (await read(pausedKey()))?.['effects'] as
        | Record<string, { by: string; at: string }>
        | undefined;
      return Object.entries(effects ?? {}).map(([effect, mark]) => ({ effect, ...mark }));
    },
    /** The work of an effect that has been due for longest; empty when none is due. */
    async oldestDue(effect: string, now: Date): Promise<{ effect: string; dueAt: string }[]> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: effect === 'send-sms' ? notices : register,
          IndexName: 'due',
          KeyConditionExpression: 'dueEffect = :effect AND dueAt <= :now',
          ExpressionAttributeValues: marshall({ ':effect': effect, ':now': now.toISOString() }),
          Limit: 1,
        }),
      );
      return Items.map((item) => ({ effect, dueAt: String(unmarshall(item)['dueAt']) }));
    },
    setPaused: (change: Parameters<typeof setPaused>[2]) => setPaused(dynamo, directory, change),
    /** Was this event turned away on the bus, where nothing of it is kept but its id? */
    async wasRefused(source: string, eventId: string): Promise<boolean> {
      return (await read(refusalKey(source, eventId), tables.history)) !== undefined;
    },
    /** Documents, one state each. */
    states: () => scan(register, 'sk = :state', { ':state': 'STATE' }),
    /** Counters and numbers of every series. */
    series: () => scan(register, 'begins_with(pk, :series)', { ':series': 'SERIES#' }),
    signers: () => scan(directory, 'sk = :signer', { ':signer': 'SIGNER' }),
    close: () => dynamo.destroy(),
  };
};
export type OfficeTables = ReturnType<typeof openTables>;
