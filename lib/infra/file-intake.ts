import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment as AdmitFileEnvironment } from '../../functions/admit-file/env.ts';
import type { Environment as RequestUploadEnvironment } from '../../functions/request-upload/env.ts';
import { OfficeFunction } from './office-function.ts';
import { type OfficeResources, purposeIs } from './office-resources.ts';

const timeout = Duration.seconds(30);

/** The door for files: an address to put one at, the quarantine, and what lets it out of there. */
export class FileIntake extends Construct {
  readonly requestUpload: OfficeFunction<RequestUploadEnvironment>;

  constructor(scope: Construct, id: string, { state, defaults }: OfficeResources) {
    super(scope, id);
    const { tables, buckets, dataKey } = state;
    this.requestUpload = new OfficeFunction<RequestUploadEnvironment>(
      this,
      'RequestUpload',
      defaults,
      {
        name: 'request-upload',
        timeout,
        memorySize: 256,
        environment: {
          REGISTER_TABLE: tables.register.tableName,
          DIRECTORY_TABLE: tables.directory.tableName,
          QUARANTINE_BUCKET: buckets.quarantine.bucketName,
          DATA_KEY_ID: dataKey.keyId,
        },
      },
    )
      .allow(['dynamodb:GetItem'], [tables.directory.tableArn])
      .allow(['dynamodb:BatchGetItem', 'dynamodb:PutItem'], [tables.register.tableArn])
      // The upload itself runs with this right: a presigned URL carries its signer's.
      .allowObjects(['s3:PutObject'], buckets.quarantine, 'incoming/')
      .allow(['kms:Decrypt'], [dataKey.keyArn], purposeIs('source-secret'));

    new OfficeFunction<AdmitFileEnvironment>(this, 'AdmitFile', defaults, {
      name: 'admit-file',
      timeout,
      // A whole file lies in memory while it is checked.
      memorySize: 1024,
      environment: {
        REGISTER_TABLE: tables.register.tableName,
        QUARANTINE_BUCKET: buckets.quarantine.bucketName,
        FILES_BUCKET: buckets.files.bucketName,
        DATA_KEY_ID: dataKey.keyId,
      },
    })
      .allow(['dynamodb:BatchGetItem', 'dynamodb:PutItem'], [tables.register.tableArn])
      .allowObjects(['s3:GetObject', 's3:DeleteObject'], buckets.quarantine, 'incoming/')
      .allowMissing(buckets.quarantine)
      .allowObjects(['s3:PutObject', 's3:DeleteObject'], buckets.quarantine, 'held/')
      .allowObjects(['s3:PutObject', 's3:DeleteObjectVersion'], buckets.files, 'files/')
      .allow(['s3:ListBucketVersions'], [buckets.files.bucketArn])
      .allow(['kms:GenerateDataKey'], [dataKey.keyArn], purposeIs('held-envelope'))
      .readFrom(state.admitFile, { batchSize: 1 });
  }
}
