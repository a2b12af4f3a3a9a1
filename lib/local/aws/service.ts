import type { IncomingMessage, ServerResponse } from 'node:http';

/** The wire protocols AWS services speak; each is derived from the SDK client's own schemas. */
export type AwsProtocol = 'json' | 'query' | 'restJson' | 'restXml';

/** An error that reaches the SDK caller under its AWS code, as the real service would answer. */
export class AwsServiceError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error shape (for example CancellationReasons or Item). */
  readonly extra: Record<string, unknown>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; extra?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = 'AwsServiceError';
    this.code = code;
    this.status = options.status ?? 400;
    this.extra = options.extra ?? {};
  }
}

/** What an operation sees of its call besides the deserialized input. */
export interface ServiceCall {
  /** ARN of the role or user whose access key signed the call. */
  readonly principal: string;
  readonly request: IncomingMessage;
  readonly url: URL;
  /**
   * Whether IAM lets the principal do something further. For answers that depend on it:
   * S3 tells a missing key (404) only to who may list the bucket, and judges each key of a batch.
   */
  allows(need: AuthorizationNeed): boolean;
}

/**
 * One emulated operation. The input and output have the members of the SDK's own shapes;
 * they are typed at the handler's side, hence `never` here. In REST protocols the output may
 * carry `$status`, an HTTP status other than the operation's own (206 for a range).
 */
export type OperationHandler = (
  input: never,
  call: ServiceCall,
) => Promise<object | undefined> | object | undefined;

/** What IAM must allow before a call runs: one entry for each action and resource the call touches. */
export interface AuthorizationNeed {
  /** As in a policy, for example `dynamodb:PutItem`. */
  readonly action: string;
  readonly resource: string;
  /** Condition keys, for example {'kms:MessageType': 'DIGEST'}. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Resource policy of the resource, where it has one (KMS key policy, bucket policy). */
  readonly resourcePolicy?: PolicyDocument;
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<
    Record<
      string,
      Readonly<Record<string, string | number | boolean | readonly (string | number | boolean)[]>>
    >
  >;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly PolicyStatement[];
}

/** An AWS service as the embedded endpoints host it. */
export interface EmulatedService {
  /** Service name in the SigV4 credential scope: `s3`, `kms`, `sns`, `sqs`, `events`, `scheduler`, `dynamodb`. */
  readonly signingName: string;
  readonly protocol: AwsProtocol;
  /** The SDK client module, whose exported schemas give the wire format (`import * as sdk from '@aws-sdk/client-kms'`). */
  readonly sdk: Readonly<Record<string, unknown>>;
  /** XML namespace of query and restXml answers. */
  readonly xmlNamespace?: string;
  /** JSON protocol version, for example '1.0'. */
  readonly jsonVersion?: '1.0' | '1.1';
  readonly handlers: Readonly<Record<string, OperationHandler>>;
  /** The IAM needs of a call; an empty list means the call is free for every signed principal. */
  authorize(operation: string, input: Record<string, unknown>): readonly AuthorizationNeed[];
  close(): Promise<void>;
}

/**
 * DynamoDB stands apart: its engine speaks HTTP itself, so it gets whole requests, already
 * authenticated and authorized. It is reached by the credential scope `dynamodb`.
 */
export interface EmulatedDynamo {
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    principal: string,
  ): Promise<void>;
  authorize(operation: string, input: Record<string, unknown>): readonly AuthorizationNeed[];
  close(): Promise<void>;
}

/** Shared surroundings of the emulated services. */
export interface ServiceContext {
  /** Folder for this service's durable state; survives kill -9. */
  readonly folder: string;
  readonly region: string;
  readonly account: string;
  /** Clock in milliseconds since the epoch; tests and demonstrations may move it. */
  now(): number;
  /** Base address of the endpoints, known once they listen, for example http://127.0.0.1:4510. */
  baseUrl(): string;
}
