import type { BenchOffice } from './bench-office.ts';
import { type BenchDocument, officeIdOf, RECIPIENTS, type Sender } from './documents.ts';

/** One kind of thing done to many documents at once, until the office rests. */
export interface Phase {
  readonly name: string;
  readonly count: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly calls: number;
}

export interface PhasePlan {
  readonly name: string;
  readonly documents: readonly BenchDocument[];
  /** How many wait for an answer at once. */
  readonly senders: number;
}

/** So many senders, each with one item at a time. */
const forEachAtOnce = async <T>(
  items: readonly T[],
  senders: number,
  run: (item: T) => Promise<void>,
): Promise<void> => {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: senders }, async () => {
      for (const item of waiting) await run(item);
    }),
  );
};

const cpuSeconds = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000_000;
};

/** All documents, then rest. Senders, functions and endpoints share this process. */
export const runPhase = async (
  bench: BenchOffice,
  { name, documents, senders }: PhasePlan,
  run: (document: BenchDocument) => Promise<void>,
): Promise<Phase> => {
  const [began, cpu, calls] = [performance.now(), process.cpuUsage(), bench.calls.length];
  await forEachAtOnce(documents, senders, run);
  const ended = await bench.rest();
  return {
    name,
    count: documents.length,
    seconds: (ended - began) / 1000,
    cpuSeconds: cpuSeconds(cpu),
    calls: bench.calls.length - calls,
  };
};

/** Milliseconds from posting each event to each of its messages at SNS, at a steady pace. */
export const measureSms = async (
  bench: BenchOffice,
  sender: Sender,
  documents: readonly BenchDocument[],
  everyMs: number,
): Promise<number[]> => {
  const posted = new Map<string, number>();
  const delays: number[] = [];
  const stop = bench.office.sms.onSms(({ message }) => {
    const key = documents.find((document) => message.includes(document.key))?.key ?? '';
    const at = posted.get(key);
    if (at !== undefined) delays.push(performance.now() - at);
  });
  const sent: Promise<void>[] = [];
  for (const document of documents) {
    posted.set(document.key, performance.now());
    sent.push(sender.open(document));
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  await Promise.all(sent);
  await bench.rest();
  stop();
  const expected = documents.length * RECIPIENTS.length;
  if (delays.length !== expected) throw new Error(`${delays.length} of ${expected} messages came`);
  return delays;
};

const STEP_LIMIT_MS = 30_000;

/** Resolves once the document is on the portal. */
export const waitPublished = async (bench: BenchOffice, document: BenchDocument): Promise<void> => {
  const deadline = performance.now() + STEP_LIMIT_MS;
  while ((await bench.load(officeIdOf(document)))?.publication.status !== 'published') {
    if (performance.now() > deadline) throw new Error(`${document.key} is not published`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Every document must have come to its end, or the numbers would tell of failures. */
export const assertPublished = async (
  bench: BenchOffice,
  documents: readonly BenchDocument[],
): Promise<void> => {
  for (const document of documents) {
    const state = await bench.load(officeIdOf(document));
    const status = state?.publication.status;
    if (status !== 'published') throw new Error(`${document.key} is ${status ?? 'missing'}`);
  }
};
