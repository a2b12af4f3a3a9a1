import { AwsServiceError } from '../aws/service.ts';
import type { LevelSnapshot } from './dynalite-modules.ts';

/** Faults that tests and demonstrations ask for; each is used up after its count. */
export interface DynamoFaults {
  /** The next `times` writes or transactions (on `table`, if given) answer a transaction conflict. */
  injectConflict(fault: { table?: string; times: number }): void;
  /** The next `times` calls (of `operation`, if given) are throttled. The SDK retries three times. */
  throttle(fault: { operation?: string; times: number }): void;
  /**
   * Freezes the global secondary indexes as they are now for the next `forReads` queries or scans
   * of an index: those do not see later writes. Then the indexes catch up.
   */
  staleIndexes(fault: { forReads: number }): void;
  clear(): void;
}

/** What the operations ask before they act. */
export interface ActiveFaults extends DynamoFaults {
  /** The first of `tables` that must answer a conflict now. */
  takeConflict(tables: readonly string[]): string | undefined;
  refuseThrottled(operation: string): void;
  /** The frozen state for an index read; `done` must be called after the read. */
  takeStaleSnapshot(): { snapshot: LevelSnapshot; done(): Promise<void> } | undefined;
}

interface Counted {
  readonly name: string | undefined;
  times: number;
}

const DATA_OPERATION = /^(?:Get|Put|Update|Delete|Batch|Transact).*Items?$|^Query$|^Scan$/;

function take(faults: Counted[], names: readonly string[]): string | undefined {
  const fault = faults.find(
    ({ name, times }) => times > 0 && (name === undefined || names.includes(name)),
  );
  if (!fault) return undefined;
  fault.times -= 1;
  return fault.name ?? names[0];
}

function throttled(operation: string) {
  return DATA_OPERATION.test(operation)
    ? new AwsServiceError(
        'ProvisionedThroughputExceededException',
        'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
      )
    : new AwsServiceError('ThrottlingException', 'Rate exceeded');
}

export function createFaults(takeSnapshot: () => LevelSnapshot): ActiveFaults {
  let conflicts: Counted[] = [];
  let throttles: Counted[] = [];
  let stale: { snapshot: LevelSnapshot; reads: number; open: number } | undefined;

  const closeIfUnused = async (frozen: NonNullable<typeof stale>) => {
    if (frozen.reads > 0 || frozen.open > 0) return;
    if (stale === frozen) stale = undefined;
    await frozen.snapshot.close();
  };

  return {
    injectConflict: ({ table, times }) => void conflicts.push({ name: table, times }),
    throttle: ({ operation, times }) => void throttles.push({ name: operation, times }),
    staleIndexes: ({ forReads }) => {
      stale = { snapshot: takeSnapshot(), reads: forReads, open: 0 };
    },
    clear: () => {
      conflicts = [];
      throttles = [];
      stale = undefined;
    },
    takeConflict: (tables) => take(conflicts, tables),
    refuseThrottled: (operation) => {
      if (take(throttles, [operation]) !== undefined) throw throttled(operation);
    },
    takeStaleSnapshot: () => {
      const frozen = stale;
      if (!frozen || frozen.reads === 0) return undefined;
      frozen.reads -= 1;
      frozen.open += 1;
      return {
        snapshot: frozen.snapshot,
        done: async () => {
          frozen.open -= 1;
          await closeIfUnused(frozen);
        },
      };
    },
  };
}
