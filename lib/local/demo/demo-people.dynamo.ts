import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { IssuerPerson } from '../issuer/issuer-pages.vi.ts';

/** People of the directory who have a role at the desk now, in order of their ids. */
export const deskPeopleOf =
  (dynamo: DynamoDBClient, directoryTable: string) =>
  async (): Promise<readonly IssuerPerson[]> => {
    const roles = new Map<string, readonly string[]>();
    const entries = new Map<string, Readonly<Record<string, string>>>();
    const pages = paginateScan(
      { client: dynamo },
      {
        TableName: directoryTable,
        ConsistentRead: true,
        FilterExpression: 'sk = :desk OR sk = :person',
        ExpressionAttributeValues: marshall({ ':desk': 'DESK', ':person': 'PERSON' }),
      },
    );
    for await (const { Items = [] } of pages)
      for (const item of Items.map((raw) => unmarshall(raw))) {
        const personId = String(item['pk']).slice('PERSON#'.length);
        if (item['sk'] === 'DESK') roles.set(personId, item['roles'] as string[]);
        else entries.set(personId, item);
      }
    return [...roles]
      .filter(([personId, given]) => given.length > 0 && entries.has(personId))
      .map(([personId, given]) => ({
        personId,
        name: entries.get(personId)?.['name'] ?? personId,
        title: entries.get(personId)?.['role'] ?? '',
        roles: given,
      }))
      .toSorted((a, b) => a.personId.localeCompare(b.personId));
  };
