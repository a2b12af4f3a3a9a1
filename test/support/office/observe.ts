import { QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { DocumentId } from '../../../lib/kernel/ids.ts';
import { noticeIdOf, occasions } from '../../../lib/notices/notice-row.ts';
import { createDynamoOutbox } from '../../../lib/notices/outbox-store.dynamo.ts';
import { createDocumentStore } from '../../../lib/register/document-store.dynamo.ts';
import { createLinksReader } from '../../../lib/register/links-reader.dynamo.ts';
import { createNumberEvidence } from '../../../lib/register/number-evidence.s3.ts';
import { createRegisterReader } from '../../../lib/register/register-reader.dynamo.ts';
import type { TestGround } from './ground.ts';

export const storeOf = ({ ground, names }: TestGround) =>
  createDocumentStore(
    ground.clients.dynamodb,
    names.tables,
    createNumberEvidence(ground.clients.s3, names.buckets.files),
  );

export const readerOf = ({ ground, names }: TestGround) =>
  createRegisterReader(ground.clients.dynamodb, names.tables);

/** Every item of a table. */
export const scanTable = async (
  test: TestGround,
  table: string,
): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, never> | undefined;
  do {
    const page = await test.ground.clients.dynamodb.send(
      new ScanCommand({ TableName: table, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) }),
    );
    items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
    ExclusiveStartKey = page.LastEvaluatedKey as Record<string, never> | undefined;
  } while (ExclusiveStartKey !== undefined);
  return items;
};

/** Every object of a bucket with its bytes. */
export const readBucket = async (
  test: TestGround,
  bucket: string,
): Promise<Map<string, Buffer>> => {
  const { s3 } = test.ground.clients;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  const objects = new Map<string, Buffer>();
  for (const { Key = '' } of Contents) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    objects.set(Key, Buffer.from((await Body?.transformToByteArray()) ?? []));
  }
  return objects;
};

export const linksOf = ({ ground, names }: TestGround) =>
  createLinksReader(ground.clients.dynamodb, names.tables);

/** Copies bear names made of their events, which are other ones in each run. */
const ofAnyRun = (step: string): string => step.replace(/copy-[0-9a-f]{16}/, 'copy');
/** Kinds of the to-dos that are open for a document, in order. */
const openToDos = async ({ ground, names }: TestGround, documentId: DocumentId) => {
  const { Items = [] } = await ground.clients.dynamodb.send(
    new QueryCommand({
      TableName: names.tables.register,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :toDo)',
      ExpressionAttributeValues: marshall({ ':pk': `DOC#${documentId}`, ':toDo': 'TODO#' }),
    }),
  );
  return Items.map((item) => String(unmarshall(item)['kind']));
};

/** What counts of a document's end: the same whatever went wrong on the way. */
export const outcomeOf = async (test: TestGround, documentId: DocumentId) => {
  const state = await storeOf(test).load(documentId);
  const works = await readerOf(test).works(documentId);
  const history = await readerOf(test).history(documentId);
  return {
    core: state?.core.status,
    assignedTo: state?.core.assignment?.leadId,
    duplicate: state?.core.duplicateOf?.status,
    toDos: await openToDos(test, documentId),
    parked: state?.core.parked,
    screening: state?.screening.status,
    numbering: state?.numbering.status,
    signing: state?.signing.status,
    review: state?.review.status,
    publication: state?.publication.status,
    isOnPortal: state?.publication.onPortal !== undefined,
    works: works
      .map(({ effect, step, status }) => `${effect}.${ofAnyRun(step)} ${status}`)
      .toSorted(),
    history: history.map(({ action }) => ofAnyRun(action)).toSorted(),
    links: (await linksOf(test).links(documentId)).map(({ kind }) => kind),
    copies: (await linksOf(test).copies(documentId)).map(({ form, n }) => [form, n !== undefined]),
  };
};

/** The notices of one document; the test directory knows two people. */
export const noticesOf = async ({ ground, names }: TestGround, documentId: DocumentId) => {
  const outbox = createDynamoOutbox({
    dynamo: ground.clients.dynamodb,
    retry: { pause: async () => undefined, random: Math.random },
    tableName: names.tables.notices,
  });
  const ids = ['leader', 'head'].flatMap((personId) =>
    occasions.map((occasion) => noticeIdOf(documentId, personId, occasion)),
  );
  return [...(await outbox.load(ids)).values()];
};
