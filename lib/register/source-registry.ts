import type { HistoryLine } from './history.ts';
import type { Source } from './source.ts';

/** What an operator did to a registration, by whose order, and when. */
export interface RegistryAct {
  readonly action: `source.${string}`;
  /** A person's id. */
  readonly by: string;
  readonly at: Date;
  readonly reason?: string;
}

/** The registrations as the operator keeps them; every act is a line of history (R8). */
export interface SourceRegistry {
  /** The registration as it is now, without the cache of the doors. */
  find(sourceId: string): Promise<Source | undefined>;
  /** All, in the order of their ids. */
  list(): Promise<readonly Source[]>;
  /**
   * Enters a new registration, or replaces the one that was read as `base`.
   * @throws ConcurrencyError when another operator was quicker
   */
  save(act: RegistryAct, next: Source, base?: Source): Promise<void>;
  /** What was done to it, oldest first. */
  acts(sourceId: string): Promise<readonly HistoryLine[]>;
}
