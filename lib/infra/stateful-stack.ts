import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Buckets } from './buckets.ts';
import { PortalSite } from './portal-site.ts';
import { SigningKeys } from './signing-keys.ts';
import { Tables } from './tables.ts';
import { WorkQueue } from './work-queue.ts';

export interface StatefulStackProps extends StackProps {
  /** Prefix of the physical names, so that two offices fit into one account. */
  readonly office: string;
  /** Pilot signers whose keys are made here. */
  readonly leaders: readonly string[];
}

/** What must outlive every deployment: registers, files, keys, and the queues that buckets feed. */
export class StatefulStack extends Stack {
  readonly tables: Tables;
  readonly buckets: Buckets;
  readonly site: PortalSite;
  readonly admitFile: WorkQueue;
  readonly receiveInbox: WorkQueue;
  readonly alarmTopic: Topic;
  /** Encrypts held text, phone numbers and small secrets under an encryption context. */
  readonly dataKey: Key;
  /** Finds a phone number without knowing it (R7). */
  readonly phoneKey: Key;
  /** The role of the sign function; it lives here because the keys' policies name it. */
  readonly signerRole: Role;
  readonly signingKeys: SigningKeys;

  constructor(scope: Construct, id: string, { office, leaders, ...props }: StatefulStackProps) {
    super(scope, id, props);
    this.alarmTopic = new Topic(this, 'Alarms', { enforceSSL: true });
    const queue = (name: string, capability: string) =>
      new WorkQueue(this, name, {
        queueName: `${office}-${capability}`,
        functionTimeout: Duration.seconds(30),
        alarmTopic: this.alarmTopic,
      });
    this.admitFile = queue('AdmitFile', 'admit-file');
    this.receiveInbox = queue('ReceiveInbox', 'receive-inbox');
    this.tables = new Tables(this, 'Tables');
    this.buckets = new Buckets(this, 'Buckets', {
      admitFile: this.admitFile.queue,
      receiveInbox: this.receiveInbox.queue,
    });
    this.site = new PortalSite(this, 'PortalSite', this.buckets);
    this.dataKey = new Key(this, 'DataKey', {
      alias: `${office}/data`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.phoneKey = new Key(this, 'PhoneKey', {
      alias: `${office}/phone`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.signerRole = new Role(this, 'SignerRole', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'The only principal that may use the signing keys',
    });
    this.signingKeys = new SigningKeys(this, 'SigningKeys', { signer: this.signerRole, leaders });
    this.writeOutputs();
  }

  private writeOutputs(): void {
    const outputs: Record<string, string> = {
      RegisterTable: this.tables.register.tableName,
      HistoryTable: this.tables.history.tableName,
      DirectoryTable: this.tables.directory.tableName,
      NoticesTable: this.tables.notices.tableName,
      FilesBucket: this.buckets.files.bucketName,
      QuarantineBucket: this.buckets.quarantine.bucketName,
      InboxBucket: this.buckets.inbox.bucketName,
      PortalBucket: this.buckets.portal.bucketName,
      PortalUrl: `https://${this.site.distribution.distributionDomainName}`,
      DataKeyArn: this.dataKey.keyArn,
      PhoneKeyArn: this.phoneKey.keyArn,
      AlarmTopic: this.alarmTopic.topicArn,
      AdmitFileQueueUrl: this.admitFile.queue.queueUrl,
      AdmitFileDeadLettersUrl: this.admitFile.deadLetters.queueUrl,
      ReceiveInboxQueueUrl: this.receiveInbox.queue.queueUrl,
      ReceiveInboxDeadLettersUrl: this.receiveInbox.deadLetters.queueUrl,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
