/** One attribute as it travels: a single type letter and its value, binary as base64. */
export type WireValue = Readonly<Record<string, unknown>>;
export type WireItem = Record<string, WireValue>;

export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: string;
}

export interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: string;
}

export interface IndexRecord {
  IndexName: string;
  IndexStatus?: string;
  KeySchema: readonly KeySchemaElement[];
  Projection: { ProjectionType?: string; NonKeyAttributes?: readonly string[] };
  ProvisionedThroughput?: Throughput;
  IndexArn?: string;
  IndexSizeBytes?: number;
  ItemCount?: number;
}

export interface Throughput {
  ReadCapacityUnits: number;
  WriteCapacityUnits: number;
  NumberOfDecreasesToday?: number;
}

/** A table as it is stored and as DescribeTable shows it. */
export interface TableRecord {
  TableName: string;
  TableArn: string;
  TableStatus: string;
  KeySchema: readonly KeySchemaElement[];
  AttributeDefinitions: readonly AttributeDefinition[];
  GlobalSecondaryIndexes?: IndexRecord[];
  LocalSecondaryIndexes?: IndexRecord[];
  BillingModeSummary?: { BillingMode: string; LastUpdateToPayPerRequestDateTime?: number };
  TableThroughputModeSummary?: { TableThroughputMode: string };
  ProvisionedThroughput?: Throughput;
  DeletionProtectionEnabled?: boolean;
  TableClassSummary?: { TableClass: string };
  SSEDescription?: { Status: string; SSEType: string; KMSMasterKeyArn?: string };
}
