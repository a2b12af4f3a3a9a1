import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  type GlobalSecondaryIndexProps,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** Work that waits, by effect and instant. Sparse: only items with both attributes are in it. */
const dueIndex: GlobalSecondaryIndexProps = {
  indexName: 'due',
  partitionKey: string('dueEffect'),
  sortKey: string('dueAt'),
};

/** The four tables of the office; what they hold is DESIGN §4. */
export class Tables extends Construct {
  readonly register: Table;
  readonly history: Table;
  readonly directory: Table;
  readonly notices: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.register = this.table('Register', 'expiresAt');
    this.register.addGlobalSecondaryIndex(dueIndex);
    this.register.addGlobalSecondaryIndex({
      indexName: 'by-month',
      partitionKey: string('month'),
      sortKey: string('position'),
    });
    this.register.addGlobalSecondaryIndex({
      indexName: 'to-do',
      partitionKey: string('desk'),
      sortKey: string('since'),
    });
    this.history = this.table('History');
    this.directory = this.table('Directory');
    this.notices = this.table('Notices');
    this.notices.addGlobalSecondaryIndex(dueIndex);
  }

  private table(id: string, timeToLiveAttribute?: string): Table {
    return new Table(this, id, {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(timeToLiveAttribute === undefined ? {} : { timeToLiveAttribute }),
    });
  }
}
