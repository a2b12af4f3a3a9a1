import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Protection } from './readers.ts';

/** Point-in-time recovery and protection against deletion; a restored table has neither. */
export const readTableProtection = async (
  client: DynamoDBClient,
  TableName: string,
): Promise<Protection> => {
  const [{ ContinuousBackupsDescription }, { Table }] = await Promise.all([
    client.send(new DescribeContinuousBackupsCommand({ TableName })),
    client.send(new DescribeTableCommand({ TableName })),
  ]);
  const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  return {
    resource: TableName,
    missing: [
      ...(recovery?.PointInTimeRecoveryStatus === 'ENABLED' ? [] : ['point-in-time recovery']),
      ...(Table?.DeletionProtectionEnabled === true ? [] : ['deletion protection']),
    ],
  };
};
