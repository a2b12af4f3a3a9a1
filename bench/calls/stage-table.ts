import type { RecordedCall, StageRun } from './call-recorder.ts';

/** One stage whose runs all make the same calls. */
export interface Stage {
  readonly name: string;
  /** Journeys that pass it so, when others pass it otherwise. */
  readonly variants: readonly string[];
  readonly warm: readonly RecordedCall[];
  /** With empty caches: a new execution environment. */
  readonly cold: readonly RecordedCall[];
}

const written = ({ service, operation }: RecordedCall): string => `${service} ${operation}`;

const signatureOf = (calls: readonly RecordedCall[]): string =>
  calls.map(written).toSorted().join(',');

/** `DynamoDB UpdateItem, GetItem · S3 GetObject ×12` */
export const describeCalls = (calls: readonly RecordedCall[]): string => {
  const services = new Map<string, Map<string, number>>();
  for (const { service, operation } of calls) {
    const counts = services.get(service) ?? new Map<string, number>();
    services.set(service, counts.set(operation, (counts.get(operation) ?? 0) + 1));
  }
  return [...services]
    .map(([service, counts]) => {
      const operations = [...counts].map(([name, count]) =>
        count === 1 ? name : `${name} ×${count}`,
      );
      return `${service} ${operations.join(', ')}`;
    })
    .join(' · ');
};

/** Joins warm and cold runs; a stage whose journeys differ becomes several. */
export const collectStages = (warm: readonly StageRun[], cold: readonly StageRun[]): Stage[] => {
  const stages = new Map<
    string,
    { name: string; variants: Set<string>; warm: StageRun['calls'] }
  >();
  for (const { stage: name, variant, calls } of warm) {
    const key = `${name} ${signatureOf(calls)}`;
    const known = stages.get(key) ?? { name, variants: new Set<string>(), warm: calls };
    known.variants.add(variant);
    stages.set(key, known);
  }
  const found = [...stages.values()];
  const place = ({ name }: { name: string }) => found.findIndex((stage) => stage.name === name);
  const all = found.toSorted((a, b) => place(a) - place(b));
  return all.map(({ name, variants, warm: calls }) => ({
    name,
    variants: all.filter((other) => other.name === name).length === 1 ? [] : [...variants],
    warm: calls,
    cold: cold.find(({ stage, variant }) => stage === name && variants.has(variant))?.calls ?? [],
  }));
};

/** Calls of the effect contract, whoever makes them; the rest is the effect's act. */
export const contractCalls = (calls: readonly RecordedCall[]): number =>
  calls.filter(({ purpose }) => purpose !== 'act').length;

export const putsOf = (calls: readonly RecordedCall[]): number =>
  calls.filter(({ service, operation }) => service === 'S3' && /^(Put|Delete|Copy)/.test(operation))
    .length;
