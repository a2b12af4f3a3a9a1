/** A single write holds its items for itself; a transaction makes others fail with a conflict. */
type LockKind = 'write' | 'transaction';

type LockAttempt =
  | { readonly granted: false; readonly conflicts: ReadonlySet<string> }
  | { readonly granted: true; readonly ready: Promise<void>; release(): void };

/** Locks on items, by full store key. */
export interface ItemLocks {
  /**
   * Takes all items or none. Refused if a transaction holds one of them; otherwise the caller
   * awaits `ready` (earlier single writes finish first) and must release.
   */
  acquire(keys: readonly string[], kind: LockKind): LockAttempt;
  /** Items among `keys` that a transaction holds now. */
  heldByTransaction(keys: readonly string[]): ReadonlySet<string>;
}

interface Holding {
  last: Promise<void>;
  holders: number;
  transaction: boolean;
}

/**
 * As in DynamoDB, single writes to one item follow each other, and whatever meets an item of a
 * transaction in flight is refused at once. All keys of a caller are queued in one synchronous
 * step, so two callers never wait for each other.
 */
export function createItemLocks(): ItemLocks {
  const holdings = new Map<string, Holding>();

  const heldByTransaction = (keys: readonly string[]) =>
    new Set(keys.filter((key) => holdings.get(key)?.transaction));

  const enqueue = (key: string, kind: LockKind, done: Promise<void>) => {
    const holding = holdings.get(key) ?? {
      last: Promise.resolve(),
      holders: 0,
      transaction: false,
    };
    holdings.set(key, holding);
    const before = holding.last;
    holding.last = done;
    holding.holders += 1;
    holding.transaction ||= kind === 'transaction';
    return before;
  };

  const leave = (key: string, kind: LockKind) => {
    const holding = holdings.get(key);
    if (!holding) return;
    holding.holders -= 1;
    if (kind === 'transaction') holding.transaction = false;
    if (holding.holders === 0) holdings.delete(key);
  };

  return {
    heldByTransaction,
    acquire: (requested, kind) => {
      const keys = [...new Set(requested)];
      const conflicts = heldByTransaction(keys);
      if (conflicts.size > 0) return { granted: false, conflicts };
      let finish = () => {};
      const done = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const before = keys.map((key) => enqueue(key, kind, done));
      return {
        granted: true,
        ready: Promise.all(before).then(() => {}),
        release: () => {
          for (const key of keys) leave(key, kind);
          finish();
        },
      };
    },
  };
}
