import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { RetryDeps } from '../../kernel/retry.ts';
import { createDynamoOutbox } from '../../notices/outbox-store.dynamo.ts';
import { createSmsEvidence } from '../../notices/sms-evidence.s3.ts';
import { readQueueDepths } from '../../operations/queue-depths.sqs.ts';
import { createEnvelopeLook } from '../../operations/recovery/envelope-look.s3.ts';
import { createHeldStore } from '../../operations/recovery/held-store.dynamo.ts';
import { createRecoveryStore } from '../../operations/recovery/recovery-store.dynamo.ts';
import { createNumberEvidenceReader } from '../../register/number-evidence.s3.ts';
import { effects } from '../../register/work.ts';
import { type OfficeAddress, outputOf } from './office-address.ts';
import { tableNamesOf } from './operations.dynamo.ts';
import { queuesOf } from './queues.sqs.ts';

/** What recovery reads and writes of the office at this address; closed by the command. */
export const openRecovery = (address: OfficeAddress, retry: RetryDeps) => {
  const dynamo = new DynamoDBClient({ ...address.client });
  const s3 = new S3Client({ ...address.client });
  const sqs = new SQSClient({ ...address.client });
  const tables = tableNamesOf(address);
  const filesBucket = outputOf(address, 'FilesBucket');
  const effectQueues = queuesOf(address.outputs).filter(({ name }) =>
    effects.some((effect) => effect === name),
  );
  return {
    store: createRecoveryStore(dynamo, tables),
    numbers: createNumberEvidenceReader(s3, filesBucket),
    outbox: createDynamoOutbox({ dynamo, retry, tableName: tables.notices }),
    sms: createSmsEvidence(s3, filesBucket),
    held: createHeldStore(dynamo, tables),
    envelopes: createEnvelopeLook(s3, outputOf(address, 'QuarantineBucket')),
    /** Effects some of whose messages are in work: received and not yet deleted. */
    async busyEffects(): Promise<readonly string[]> {
      const depths = await readQueueDepths(sqs, effectQueues);
      return depths.filter(({ inFlight }) => inFlight > 0).map(({ name }) => name);
    },
    close: () => {
      for (const client of [dynamo, s3, sqs]) client.destroy();
    },
  };
};
