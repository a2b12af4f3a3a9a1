import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AuthorizationNeed, AwsServiceError, type ServiceContext } from '../aws/service.ts';
import { authorizeCall } from './authorization.ts';
import { writeBatch } from './batch-writes.ts';
import { describeContinuousBackups, updateContinuousBackups } from './continuous-backups.ts';
import { openEngine } from './engine.ts';
import { notEmulated } from './errors.ts';
import { createFaults, type DynamoFaults } from './faults.ts';
import { createIdempotencyTokens } from './idempotency-tokens.ts';
import { createItemLocks } from './item-locks.ts';
import { readItems, readTransaction } from './reads.ts';
import { writeItem } from './single-writes.ts';
import { withTableNames } from './table-arns.ts';
import { createTableGate } from './table-gate.ts';
import { updateTable } from './table-updates.ts';
import { createTable, deleteTable, describeTable } from './tables.ts';
import { describeTimeToLive, sweepExpiredItems, updateTimeToLive } from './time-to-live.ts';
import { type TransactionParts, writeTransaction } from './transactions.ts';
import { operationOf, parseBody, sendAnswer, sendError } from './wire.ts';

/** DynamoDB inside this process: the HTTP server hands raw calls over once IAM has allowed them. */
export interface EmulatedDynamo {
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    principal: string,
  ): Promise<void>;
  /** The IAM needs of a call; `input` is the parsed JSON body. */
  authorize(operation: string, input: object): readonly AuthorizationNeed[];
  readonly faults: DynamoFaults;
  /** Runs an operation on wire-shaped input ({S: …} values); throws AwsServiceError. */
  call(operation: string, input: object): Promise<object>;
  /** Deletes items past their time to live and request tokens past theirs; returns the items. */
  sweepExpired(): Promise<number>;
  /** Waits for the calls in flight and closes the store. */
  close(): Promise<void>;
}

export interface DynamoOptions {
  /** Waits for the disk at each write (a power cut loses nothing); default false: a kill loses nothing. */
  readonly syncWrites?: boolean;
  /** Milliseconds between sweeps of expired items; 0 leaves it to `sweepExpired`. Default 30 s. */
  readonly sweepIntervalMs?: number;
  /** Hears of unexpected errors; the caller gets InternalServerError. */
  readonly onUnexpectedError?: (error: unknown) => void;
}

const DEFAULT_SWEEP_MS = 30_000;

type Operation = (parts: TransactionParts, input: Record<string, unknown>) => Promise<object>;

const dynaliteRead =
  (operation: string): Operation =>
  (parts, input) =>
    readItems(parts, operation, input);

const dynaliteWrite =
  (operation: string): Operation =>
  async ({ engine }, input) => {
    const writes = engine.stage();
    const answer = await writes.run(operation, engine.validate(operation, input));
    await writes.commit();
    return answer;
  };

function listOperations(now: () => number): Readonly<Record<string, Operation>> {
  return {
    BatchGetItem: dynaliteRead('BatchGetItem'),
    BatchWriteItem: writeBatch,
    CreateTable: createTable,
    DeleteItem: (parts, input) => writeItem(parts, 'DeleteItem', input),
    DeleteTable: deleteTable,
    DescribeContinuousBackups: (parts, input) => describeContinuousBackups(parts, input, now()),
    DescribeTable: describeTable,
    DescribeTimeToLive: describeTimeToLive,
    GetItem: dynaliteRead('GetItem'),
    ListTables: dynaliteRead('ListTables'),
    ListTagsOfResource: dynaliteRead('ListTagsOfResource'),
    PutItem: (parts, input) => writeItem(parts, 'PutItem', input),
    Query: dynaliteRead('Query'),
    Scan: dynaliteRead('Scan'),
    TagResource: dynaliteWrite('TagResource'),
    TransactGetItems: readTransaction,
    TransactWriteItems: writeTransaction,
    UntagResource: dynaliteWrite('UntagResource'),
    UpdateContinuousBackups: (parts, input) => updateContinuousBackups(parts, input, now()),
    UpdateItem: (parts, input) => writeItem(parts, 'UpdateItem', input),
    UpdateTable: updateTable,
    UpdateTimeToLive: updateTimeToLive,
  };
}

/** Opens the DynamoDB of a local run in `context.folder`; state survives kill -9. */
export async function startDynamo(
  context: ServiceContext,
  options: DynamoOptions = {},
): Promise<EmulatedDynamo> {
  const { region, account } = context;
  const now = () => context.now();
  const report = options.onUnexpectedError ?? ((error: unknown) => console.error(error));
  const engine = await openEngine({
    folder: context.folder,
    region,
    account,
    syncWrites: options.syncWrites ?? false,
  });
  const faults = createFaults(() => engine.level.snapshot());
  const parts: TransactionParts = {
    engine,
    faults,
    locks: createItemLocks(),
    gate: createTableGate(),
    tokens: createIdempotencyTokens(engine.level, now),
  };
  const operations = listOperations(now);
  const inFlight = new Set<Promise<unknown>>();
  let closing = false;

  const track = async <T>(run: () => Promise<T>): Promise<T> => {
    if (closing) {
      throw new AwsServiceError('InternalServerError', 'DynamoDB is shutting down', {
        status: 500,
      });
    }
    const running = run();
    inFlight.add(running);
    try {
      return await running;
    } finally {
      inFlight.delete(running);
    }
  };

  const call = (operation: string, input: object) =>
    track(async () => {
      const run = operations[operation];
      if (!run) throw notEmulated(operation);
      faults.refuseThrottled(operation);
      return run(parts, withTableNames(context, input as Record<string, unknown>));
    });

  const sweepExpired = () =>
    track(async () => {
      const items = await sweepExpiredItems(parts, now());
      await parts.tokens.purgeExpired();
      return items;
    });

  const interval = options.sweepIntervalMs ?? DEFAULT_SWEEP_MS;
  const timer =
    interval > 0
      ? setInterval(() => void sweepExpired().catch(report), interval).unref()
      : undefined;

  return {
    faults,
    call,
    sweepExpired,
    authorize: (operation, input) =>
      authorizeCall(context, operation, input as Record<string, unknown>),
    handle: async (request, response, body) => {
      try {
        sendAnswer(response, await call(operationOf(request), parseBody(body)));
      } catch (error) {
        if (error instanceof AwsServiceError) {
          sendError(response, error);
          return;
        }
        report(error);
        sendError(
          response,
          new AwsServiceError('InternalServerError', String(error), { status: 500 }),
        );
      }
    },
    close: async () => {
      if (closing) return;
      closing = true;
      clearInterval(timer);
      await Promise.allSettled(inFlight);
      await engine.close();
    },
  };
}
