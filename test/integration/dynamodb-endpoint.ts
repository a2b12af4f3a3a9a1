import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type DynamoOptions,
  type EmulatedDynamo,
  startDynamo,
} from '../../lib/local/dynamodb/front.ts';

export const REGION = 'ap-southeast-1';
export const ACCOUNT = '111122223333';

export interface DynamoEndpoint {
  readonly dynamo: EmulatedDynamo;
  readonly client: DynamoDBClient;
  readonly url: string;
  /** Sets the clock, in milliseconds. */
  setNow(milliseconds: number): void;
  close(): Promise<void>;
}

/** A new folder that is removed when the process ends. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-dynamodb-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The embedded DynamoDB behind a bare HTTP server, and an SDK client that does not retry. */
export async function openEndpoint(
  folder = makeFolder(),
  options: DynamoOptions = {},
): Promise<DynamoEndpoint> {
  let now = Date.UTC(2025, 2, 3, 1, 0, 0);
  const dynamo = await startDynamo(
    { folder, region: REGION, account: ACCOUNT, now: () => now, baseUrl: () => '' },
    { sweepIntervalMs: 0, ...options },
  );
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void dynamo.handle(request, response, Buffer.concat(chunks), 'tester'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({
    region: REGION,
    endpoint: url,
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
  });
  return {
    dynamo,
    client,
    url,
    setNow: (milliseconds) => {
      now = milliseconds;
    },
    close: async () => {
      client.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await dynamo.close();
    },
  };
}

/** A table with string keys pk and sk and the sparse global index `due` on (effect, dueAt). */
export const registerTable = (TableName: string): CreateTableCommandInput => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'effect', AttributeType: 'S' },
    { AttributeName: 'dueAt', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'due',
      KeySchema: [
        { AttributeName: 'effect', KeyType: 'HASH' },
        { AttributeName: 'dueAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
});
