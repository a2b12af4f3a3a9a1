import { join } from 'node:path';
import type { Target } from '@aws-sdk/client-eventbridge';
import type { ServiceContext } from '../aws/service.ts';
import { applyDelivery, type DeliveryEntry, type PendingDelivery } from '../durable/deliveries.ts';
import { openJournal } from '../durable/journal.ts';

export interface StoredRule {
  readonly bus: string;
  readonly name: string;
  readonly description: string;
  readonly eventPattern: string | null;
  readonly scheduleExpression: string | null;
  readonly enabled: boolean;
  readonly roleArn: string | null;
  /** When the rule was made or its schedule changed; a rate counts from here. Epoch milliseconds. */
  readonly scheduledSince: number;
  /** Next due time of a schedule rule. */
  readonly nextDueAt: number | null;
  readonly targets: Readonly<Record<string, Target>>;
}

type RuleEntry =
  | { readonly kind: 'bus'; readonly name: string; readonly at: number }
  | { readonly kind: 'busDeleted'; readonly name: string }
  | { readonly kind: 'rule'; readonly rule: StoredRule }
  | { readonly kind: 'ruleDeleted'; readonly bus: string; readonly name: string }
  | DeliveryEntry;

export interface RuleStore {
  /** Name → creation time. */
  readonly buses: ReadonlyMap<string, number>;
  readonly pending: ReadonlyMap<string, PendingDelivery>;
  rulesOf(bus: string): readonly StoredRule[];
  allRules(): readonly StoredRule[];
  findRule(bus: string, name: string): StoredRule | undefined;
  /** All entries or none survive a crash. */
  commit(...entries: readonly RuleEntry[]): void;
  close(): void;
}

/** Buses, rules and the deliveries that are still to be made, durable. */
export function openRuleStore(context: ServiceContext): RuleStore {
  const buses = new Map<string, number>([['default', context.now()]]);
  const rules = new Map<string, StoredRule>();
  const pending = new Map<string, PendingDelivery>();
  const keyOf = (bus: string, name: string) => JSON.stringify([bus, name]);

  const journal = openJournal<RuleEntry>({
    file: join(context.folder, 'rules.jsonl'),
    apply(entry) {
      if (entry.kind === 'bus') buses.set(entry.name, entry.at);
      else if (entry.kind === 'busDeleted') buses.delete(entry.name);
      else if (entry.kind === 'rule') rules.set(keyOf(entry.rule.bus, entry.rule.name), entry.rule);
      else if (entry.kind === 'ruleDeleted') rules.delete(keyOf(entry.bus, entry.name));
      else applyDelivery(pending, entry);
    },
    *snapshot() {
      for (const [name, at] of buses) yield { kind: 'bus', name, at };
      for (const rule of rules.values()) yield { kind: 'rule', rule };
      for (const delivery of pending.values()) yield { kind: 'pending', delivery };
    },
  });

  return {
    buses,
    pending,
    rulesOf: (bus) => [...rules.values()].filter((rule) => rule.bus === bus),
    allRules: () => [...rules.values()],
    findRule: (bus, name) => rules.get(keyOf(bus, name)),
    commit: journal.commit,
    close: () => journal.close(),
  };
}
