import {
  type AttributeValue,
  type DynamoDBClient,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type DocumentCopy, documentCopy } from './copies.ts';
import { copiesMonth } from './copy-items.dynamo.ts';
import type { Link, LinkKind } from './links.ts';

/** A link as it is read: since when the office knows of it. */
export interface KnownLink extends Link {
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** One month of the book of copies, in its order; `cursor` goes on where a page ended. */
export interface CopiesPage {
  readonly copies: readonly DocumentCopy[];
  readonly cursor?: string;
}

/** What desks and commands read of a document's links and copies. */
export const createLinksReader = (
  client: DynamoDBClient,
  tables: { readonly register: string },
) => {
  /** Rows of one document below a prefix of the sort key. */
  const rowsOf = async (documentId: string, prefix: string) => {
    const rows: Record<string, unknown>[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: tables.register,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: marshall({ ':pk': `DOC#${documentId}`, ':prefix': prefix }),
      },
    );
    for await (const { Items = [] } of pages) rows.push(...Items.map((item) => unmarshall(item)));
    return rows;
  };
  return {
    async links(documentId: string): Promise<readonly KnownLink[]> {
      const rows = await rowsOf(documentId, 'LINK#');
      return rows.map(({ kind, documentId: other, at }) => ({
        kind: kind as LinkKind,
        documentId: other as Link['documentId'],
        at: String(at),
      }));
    },

    /** In the order in which they were numbered; those that wait for a number come last. */
    async copies(documentId: string): Promise<readonly DocumentCopy[]> {
      const copies = (await rowsOf(documentId, 'COPY#')).map((row) => documentCopy.parse(row));
      const placeOf = ({ date = '9', n = 0, madeAt }: DocumentCopy): string =>
        `${date}#${String(n).padStart(6, '0')}#${madeAt}`;
      return copies.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    },

    /** @param month `YYYY-MM` in Vietnam */
    async copiesOfMonth(
      month: string,
      { limit = 100, cursor }: { readonly limit?: number; readonly cursor?: string } = {},
    ): Promise<CopiesPage> {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tables.register,
          IndexName: 'by-month',
          KeyConditionExpression: '#month = :month',
          ExpressionAttributeNames: { '#month': 'month' },
          ExpressionAttributeValues: marshall({ ':month': copiesMonth(month) }),
          Limit: limit,
          ...(cursor === undefined
            ? {}
            : {
                ExclusiveStartKey: JSON.parse(
                  Buffer.from(cursor, 'base64url').toString(),
                ) as Record<string, AttributeValue>,
              }),
        }),
      );
      return {
        copies: Items.map((item) => documentCopy.parse(unmarshall(item))),
        ...(LastEvaluatedKey === undefined
          ? {}
          : { cursor: Buffer.from(JSON.stringify(LastEvaluatedKey)).toString('base64url') }),
      };
    },
  };
};
