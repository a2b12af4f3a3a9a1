import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createOperationsReaders } from '../../operations/office-readers.dynamo.ts';
import { type OfficeAddress, outputOf } from './office-address.ts';
import { queuesOf } from './queues.sqs.ts';

export const tableNamesOf = (address: OfficeAddress) => ({
  register: outputOf(address, 'RegisterTable'),
  history: outputOf(address, 'HistoryTable'),
  directory: outputOf(address, 'DirectoryTable'),
  notices: outputOf(address, 'NoticesTable'),
});

/** What the doctor reads of the office at this address; closed by the command. */
export const openOperations = (address: OfficeAddress, thorough: boolean) => {
  const clients = {
    dynamo: new DynamoDBClient({ ...address.client }),
    sqs: new SQSClient({ ...address.client }),
    s3: new S3Client({ ...address.client }),
  };
  return {
    readers: createOperationsReaders({
      clients,
      tables: tableNamesOf(address),
      filesBucket: outputOf(address, 'FilesBucket'),
      queues: queuesOf(address.outputs),
      thorough,
    }),
    close: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
};
