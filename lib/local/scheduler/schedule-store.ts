import { join } from 'node:path';
import type { FlexibleTimeWindow, Target } from '@aws-sdk/client-scheduler';
import type { ServiceContext } from '../aws/service.ts';
import { applyDelivery, type DeliveryEntry, type PendingDelivery } from '../durable/deliveries.ts';
import { openJournal } from '../durable/journal.ts';

export interface StoredSchedule {
  readonly name: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly description: string;
  readonly enabled: boolean;
  /** Epoch milliseconds, as all times here. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly deleteAfterCompletion: boolean;
  readonly flexibleTimeWindow: FlexibleTimeWindow;
  readonly target: Target;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** Null when it is never due again. */
  readonly nextDueAt: number | null;
}

type ScheduleEntry =
  | { readonly kind: 'schedule'; readonly schedule: StoredSchedule }
  | { readonly kind: 'scheduleDeleted'; readonly name: string }
  | DeliveryEntry;

export interface ScheduleStore {
  readonly schedules: ReadonlyMap<string, StoredSchedule>;
  readonly pending: ReadonlyMap<string, PendingDelivery>;
  /** All entries or none survive a crash. */
  commit(...entries: readonly ScheduleEntry[]): void;
  close(): void;
}

/** Schedules and the invocations that are still to be made, durable. */
export function openScheduleStore(context: ServiceContext): ScheduleStore {
  const schedules = new Map<string, StoredSchedule>();
  const pending = new Map<string, PendingDelivery>();
  const journal = openJournal<ScheduleEntry>({
    file: join(context.folder, 'schedules.jsonl'),
    apply(entry) {
      if (entry.kind === 'schedule') schedules.set(entry.schedule.name, entry.schedule);
      else if (entry.kind === 'scheduleDeleted') schedules.delete(entry.name);
      else applyDelivery(pending, entry);
    },
    *snapshot() {
      for (const schedule of schedules.values()) yield { kind: 'schedule', schedule };
      for (const delivery of pending.values()) yield { kind: 'pending', delivery };
    },
  });
  return { schedules, pending, commit: journal.commit, close: () => journal.close() };
}
