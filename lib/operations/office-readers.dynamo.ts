import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { announcedCalendar } from '../kernel/working-days.ts';
import { isOverdue } from '../register/deadlines.ts';
import { createNumberEvidenceReader } from '../register/number-evidence.s3.ts';
import { readTableProtection } from './protections.dynamo.ts';
import { readBucketProtection } from './protections.s3.ts';
import { type QueueAddress, readQueueDepths } from './queue-depths.sqs.ts';
import type { OperationsReaders } from './readers.ts';
import { createRegisterChecks, type OfficeTableNames } from './register-checks.dynamo.ts';

export interface OfficeParts {
  readonly clients: {
    readonly dynamo: DynamoDBClient;
    readonly sqs: SQSClient;
    readonly s3: S3Client;
  };
  readonly tables: OfficeTableNames;
  readonly filesBucket: string;
  readonly queues: readonly QueueAddress[];
  /** Scan for every book of every year instead of asking for the known ones of two years. */
  readonly thorough?: boolean;
}

/** Lists where work with a deadline stands. */
const DESKS = ['clerk', 'officer', 'work'];

/**
 * What the checks read of an office on AWS or of a local one. Needs GetItem and Query (with
 * indexes) on the tables, Scan on the directory (thorough: on the register too), ListBucket on the
 * files bucket below `evidence/`, and GetQueueAttributes.
 */
export const createOperationsReaders = (
  parts: OfficeParts,
): Omit<OperationsReaders, 'clocks' | 'disk'> &
  Required<Pick<OperationsReaders, 'protections'>> => {
  const { clients, tables, filesBucket, queues, thorough = false } = parts;
  const evidence = createNumberEvidenceReader(clients.s3, filesBucket);
  const register = createRegisterChecks(clients.dynamo, tables, evidence);
  return {
    queues: () => readQueueDepths(clients.sqs, queues),
    pausedEffects: () => register.pausedEffects(),
    oldestDue: (effect, now) => register.oldestDue(effect, now),
    async failedDocuments() {
      const rows = await register.toDos('clerk');
      return rows.filter(({ kind }) => kind === 'failed').map(({ documentId }) => documentId);
    },
    async overdueTasks(now) {
      const rows = (await Promise.all(DESKS.map((desk) => register.toDos(desk)))).flat();
      return rows.filter((row) => isOverdue(row, now, announcedCalendar)).length;
    },
    books: (now) => (thorough ? register.allBooks() : register.recentBooks(now)),
    certificates: () => register.certificates(),
    protections: () =>
      Promise.all([
        ...Object.values(tables).map((table) => readTableProtection(clients.dynamo, table)),
        readBucketProtection(clients.s3, filesBucket),
      ]),
  };
};
