import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError } from '../../kernel/errors.ts';
import {
  historyKey,
  parkedPartition,
  stateKey,
  uploadKey,
} from '../../register/item-keys.dynamo.ts';
import { toItem } from '../../register/transact-item.dynamo.ts';
import type { OfficeTableNames } from '../register-checks.dynamo.ts';
import { eventsDropped } from './recovery-texts.vi.ts';
import type { DroppedEvent, HeldStore } from './settle-held.ts';

type Key = Readonly<{ pk: string; sk: string }>;

const BATCH = 25;

const withDropped = (reason: string, dropped: readonly DroppedEvent[]): string =>
  dropped.length === 0
    ? reason
    : `${reason}. ${eventsDropped}: ${dropped.map(({ source, eventId }) => `${source} ${eventId}`).join(', ')}`;

/** Held documents and files of the restored register, found by a scan. */
export const createHeldStore = (client: DynamoDBClient, tables: OfficeTableNames): HeldStore => {
  const TableName = tables.register;

  const scan = async (
    filter: string,
    values: Readonly<Record<string, string>>,
  ): Promise<Record<string, unknown>[]> => {
    const found: Record<string, unknown>[] = [];
    const pages = paginateScan(
      { client },
      {
        TableName,
        FilterExpression: filter,
        ExpressionAttributeValues: marshall(values),
        ...(filter.includes('#status')
          ? { ExpressionAttributeNames: { '#status': 'status' } }
          : {}),
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items.map((item) => unmarshall(item)));
    return found;
  };

  const itemsBelow = async (
    pk: string,
    names: readonly string[],
  ): Promise<Record<string, unknown>[]> => {
    const items: Record<string, unknown>[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': pk }),
        ConsistentRead: true,
        ProjectionExpression: names.map((name) => `#${name}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      },
    );
    for await (const { Items = [] } of pages) items.push(...Items.map((item) => unmarshall(item)));
    return items;
  };
  const keysBelow = async (pk: string): Promise<Key[]> =>
    (await itemsBelow(pk, ['pk', 'sk'])) as unknown as Key[];

  const remove = async (keys: readonly Key[]): Promise<void> => {
    for (let at = 0; at < keys.length; at += BATCH) {
      const requests = keys
        .slice(at, at + BATCH)
        .map(({ pk, sk }) => ({ DeleteRequest: { Key: marshall({ pk, sk }) } }));
      const { UnprocessedItems } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }),
      );
      if (Object.keys(UnprocessedItems ?? {}).length > 0)
        throw new ConcurrencyError('a throttled write');
    }
  };

  return {
    async documents() {
      // Until it is opened from its envelope a document is held, also when a clerk has released it.
      const states = await scan('sk = :state AND core.#status = :held', {
        ':state': 'STATE',
        ':held': 'held',
      });
      return states.map(({ documentId, screening }) => ({
        documentId: String(documentId),
        envelope: String((screening as { envelope?: string }).envelope),
      }));
    },

    async files() {
      const uploads = await scan('sk = :upload AND #status = :held', {
        ':upload': 'UPLOAD',
        ':held': 'held',
      });
      return uploads.map(({ sha256 }) => String(sha256));
    },

    async parked(documentIds) {
      const dropped: DroppedEvent[] = [];
      for (const documentId of documentIds)
        for (const event of await itemsBelow(parkedPartition(documentId), ['source', 'eventId'])) {
          const { source, eventId } = event;
          dropped.push({ documentId, source: String(source), eventId: String(eventId) });
        }
      return dropped;
    },

    async forget(documentIds, dropped, { by, at, reason }) {
      const forgotten = new Set(documentIds);
      const events = await scan('begins_with(pk, :event)', { ':event': 'EVENT#' });
      await remove(
        events
          .filter(({ answer }) =>
            forgotten.has((answer as { documentId?: string } | undefined)?.documentId ?? ''),
          )
          .map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })),
      );
      for (const documentId of documentIds) {
        const waited = dropped.filter((event) => event.documentId === documentId);
        const line = { action: 'recover', by, at: at.toISOString(), from: 'held', to: 'forgotten' };
        await client.send(
          new PutItemCommand({
            TableName: tables.history,
            Item: toItem({
              ...historyKey(documentId, { at: line.at, revision: 0, cause: 'recover' }),
              ...line,
              reason: withDropped(reason, waited),
            }),
          }),
        );
        // The state goes last: by it the next run finds a document that was not forgotten wholly.
        const { pk, sk } = stateKey(documentId);
        const rest = (await keysBelow(pk)).filter((key) => key.sk !== sk);
        await remove([...rest, ...(await keysBelow(parkedPartition(documentId)))]);
        await remove([{ pk, sk }]);
      }
    },

    async forgetFile(sha256) {
      await client.send(new DeleteItemCommand({ TableName, Key: marshall(uploadKey(sha256)) }));
    },
  };
};
