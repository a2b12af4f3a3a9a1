import { AwsServiceError } from '../aws/service.ts';
import type { WireItem } from './wire-types.ts';

/** Another process has the DynamoDB folder open; LevelDB allows one. */
export class DynamoFolderLockedError extends Error {
  readonly code = 'DYNAMO_FOLDER_LOCKED';

  constructor(folder: string, cause: unknown) {
    super(`The DynamoDB folder is in use by another process: ${folder}`, { cause });
    this.name = 'DynamoFolderLockedError';
  }
}

const CONFLICT_MESSAGE = 'Transaction is ongoing for the item';

export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: WireItem;
}

export const NO_REASON: CancellationReason = { Code: 'None' };
export const CONFLICT_REASON: CancellationReason = {
  Code: 'TransactionConflict',
  Message: CONFLICT_MESSAGE,
};

export const validationError = (message: string) =>
  new AwsServiceError('ValidationException', message);

/** Violated member constraints in the one sentence the service puts them in. */
export const memberErrors = (violations: readonly string[]) =>
  validationError(
    `${violations.length} validation error${violations.length > 1 ? 's' : ''} detected: ${violations.join('; ')}`,
  );

export const tableNotFound = (table?: string) =>
  new AwsServiceError(
    'ResourceNotFoundException',
    `Requested resource not found${table === undefined ? '' : `: Table: ${table} not found`}`,
  );

export const transactionConflict = () =>
  new AwsServiceError('TransactionConflictException', CONFLICT_MESSAGE);

export const transactionCancelled = (reasons: readonly CancellationReason[]) =>
  new AwsServiceError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons
      .map((reason) => reason.Code)
      .join(', ')}]`,
    { extra: { CancellationReasons: reasons } },
  );

/** Named answer for what the real service has and this one has not; the SDK does not retry 501. */
export const notEmulated = (what: string) =>
  new AwsServiceError('NotImplemented', `dynamodb:${what} is not emulated locally`, {
    status: 501,
  });

interface DynaliteError {
  readonly statusCode: number;
  readonly body: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

const isDynaliteError = (error: unknown): error is DynaliteError =>
  typeof error === 'object' && error !== null && 'statusCode' in error && 'body' in error;

/** dynalite's wire errors under the names the SDK knows; anything else passes unchanged. */
export function toServiceError(error: unknown): unknown {
  if (!isDynaliteError(error)) return error;
  const { __type, message, Message } = error.body;
  return new AwsServiceError(__type.split('#').pop() ?? __type, message ?? Message ?? '', {
    status: error.statusCode,
  });
}

export const hasCode = (error: unknown, code: string): error is AwsServiceError =>
  error instanceof AwsServiceError && error.code === code;
