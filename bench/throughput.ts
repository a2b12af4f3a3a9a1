import { cp, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { trainingContext } from '../lib/local/demo/training-office.ts';
import { synthesize } from '../lib/local/runner/synthesize.ts';
import { publishSection } from './report.ts';
import { median, percentile, withSpread } from './statistics.ts';
import { type BenchOffice, openBenchOffice } from './throughput/bench-office.ts';
import { makeDocuments, Sender } from './throughput/documents.ts';
import {
  assertPublished,
  measureSms,
  type Phase,
  runPhase,
  waitPublished,
} from './throughput/drive.ts';
import { type Replayed, replayCalls } from './throughput/replay.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const [PACED, EVERY_MS] = [30, 1000];
const [RECEIVED, APPROVED] = [40, 10];
/** At once, so that every thread of every function has started. */
const WARM_UP = 8;
/** How many senders wait for an answer at once. */
const SENDERS = 8;
/** More would meet each other at the portal's lists and wait minutes for their next turn. */
const PUBLISHERS = 2;
/** DESIGN §8: 95 of 100 within this. */
const SMS_MS = 2000;

const root = resolve(import.meta.dirname, '..');
const folder = join(import.meta.dirname, '.cache/throughput');
const { assembly } = await synthesize({
  root,
  folder: join(root, '.build/assemblies/bench'),
  context: trainingContext,
});

interface Round {
  /** The very first document's messages: no function that it needs was loaded. */
  readonly cold: readonly number[];
  readonly delays: readonly number[];
  readonly phases: readonly Phase[];
  readonly replayed: Replayed;
}

const paced = async (bench: BenchOffice): Promise<Pick<Round, 'cold' | 'delays'>> => {
  const documents = await makeDocuments('received', 1 + WARM_UP + PACED, 'P');
  const sender = await Sender.open(bench, documents);
  await runPhase(bench, { name: 'files', documents, senders: SENDERS }, (document) =>
    sender.upload(document),
  );
  const cold = await measureSms(bench, sender, documents.slice(0, 1), EVERY_MS);
  await measureSms(bench, sender, documents.slice(1, 1 + WARM_UP), 0);
  return { cold, delays: await measureSms(bench, sender, documents.slice(1 + WARM_UP), EVERY_MS) };
};

const burst = async (bench: BenchOffice): Promise<Phase[]> => {
  const received = await makeDocuments('received', RECEIVED, 'B');
  const approved = await makeDocuments('approved', APPROVED, 'A');
  const all = [...received, ...approved];
  const sender = await Sender.open(bench, all);
  const plan = (name: string, documents = all, senders = SENDERS) => ({ name, documents, senders });
  const phases = [
    await runPhase(bench, plan('files taken in'), (document) => sender.upload(document)),
    await runPhase(bench, plan('documents opened, people told'), (document) =>
      sender.open(document),
    ),
    await runPhase(bench, plan('seals', approved), (document) => sender.seal(document)),
    await runPhase(bench, plan('publications', all, PUBLISHERS), async (document) => {
      await sender.publish(document);
      await waitPublished(bench, document);
    }),
  ];
  await assertPublished(bench, all);
  return phases;
};

const runRound = async (): Promise<Round> => {
  const [live, copy] = [join(folder, 'live'), join(folder, 'copy')];
  await rm(folder, { recursive: true, force: true });
  await mkdir(live, { recursive: true });
  const startedAt = Date.now();
  const first = await openBenchOffice({ assembly, folder: live, startedAt });
  const { cold, delays } = await paced(first);
  await first.close();
  await cp(live, copy, { recursive: true });
  const second = await openBenchOffice({ assembly, folder: live, startedAt });
  const phases = await burst(second);
  const calls = [...second.calls];
  await second.close();
  const replayed = await replayCalls({ assembly, folder: copy, calls, now: second.now });
  await rm(folder, { recursive: true, force: true });
  return { cold, delays, phases, replayed };
};

const rounds: Round[] = [];
for (let round = 0; round < ROUNDS; round += 1) rounds.push(await runRound());

const total = (phases: readonly Phase[], what: 'seconds' | 'cpuSeconds' | 'calls'): number =>
  phases.reduce((sum, phase) => sum + phase[what], 0);
const over = (value: (round: Round) => number): number[] => rounds.map(value);
const phaseOf = (name: string) => (round: Round) =>
  round.phases.find((phase) => phase.name === name) as Phase;
const names = rounds[0]?.phases.map(({ name }) => name) ?? [];

const cpuRatio = over(({ phases, replayed }) => total(phases, 'cpuSeconds') / replayed.cpuSeconds);
const rateRatio = over(
  ({ phases, replayed }) =>
    total(phases, 'calls') / total(phases, 'seconds') / (replayed.calls / replayed.seconds),
);
const events = RECEIVED + 2 * APPROVED + RECEIVED + APPROVED;
const eventSeconds = ({ phases }: Round) => total(phases, 'seconds') - (phases[0]?.seconds ?? 0);
const p95 = over(({ delays }) => percentile(delays, 0.95));
const alike = over(({ replayed }) => (100 * replayed.alike) / replayed.calls);

publishSection({
  order: 2,
  name: 'throughput',
  title: 'The whole local pipeline',
  before: [
    `The office of \`npm start\`: synthesized template, bundled functions in worker threads (4 for each function at most), embedded endpoints with IAM and signatures checked, all state durable on the disk; senders, functions and endpoints in one process. ${ROUNDS} rounds on fresh folders, median (lowest–highest). First ${PACED} documents, one each ${EVERY_MS} ms, for the time to the SMS, after ${WARM_UP} at once that start every thread. Then ${RECEIVED} received and ${APPROVED} approved documents (to sign here), each kind of step sent by ${SENDERS} senders at once and awaited to rest; decisions to publish by ${PUBLISHERS}, each awaited until the page stands (with all at once some publications give up on the portal's lists and come again only after the queue's visibility time-out). All ended on the portal.`,
    'The raw calls: every call the functions and their pollers made in the second part, made again one after another by bare SDK clients with the same principals, on a copy of the state the part began with (bodies of the same lengths; no functions, no senders).',
  ],
  tables: [
    {
      title: 'Steps',
      columns: ['step', 'documents', 'per second', 'CPU ms each', 'calls each'],
      rows: names.map((name) => {
        const of = phaseOf(name);
        const count = rounds[0] === undefined ? 0 : of(rounds[0]).count;
        return [
          name,
          count,
          withSpread(
            over((round) => count / of(round).seconds),
            1,
          ),
          withSpread(over((round) => (of(round).cpuSeconds * 1000) / count)),
          withSpread(
            over((round) => of(round).calls / count),
            1,
          ),
        ];
      }),
    },
    {
      title: 'Pipeline and raw calls',
      columns: ['', 'pipeline', 'raw calls', 'ratio'],
      rows: [
        [
          'calls',
          withSpread(over(({ phases }) => total(phases, 'calls'))),
          withSpread(over(({ replayed }) => replayed.calls)),
          '',
        ],
        [
          'calls per second',
          withSpread(over(({ phases }) => total(phases, 'calls') / total(phases, 'seconds'))),
          withSpread(over(({ replayed }) => replayed.calls / replayed.seconds)),
          withSpread(rateRatio, 2),
        ],
        [
          'CPU ms per call',
          withSpread(
            over(({ phases }) => (1000 * total(phases, 'cpuSeconds')) / total(phases, 'calls')),
            2,
          ),
          withSpread(
            over(({ replayed }) => (1000 * replayed.cpuSeconds) / replayed.calls),
            2,
          ),
          withSpread(cpuRatio, 2),
        ],
      ],
    },
    {
      title: `Event to SMS handed to SNS, ms (${PACED} documents, 2 people each, one document each ${EVERY_MS} ms)`,
      columns: ['', 'ms'],
      rows: [
        ['half of them within', withSpread(over(({ delays }) => median(delays)))],
        ['95 of 100 within', withSpread(p95)],
        ['all within', withSpread(over(({ delays }) => Math.max(...delays)))],
        [
          'the first document of all, functions not yet loaded',
          withSpread(over(({ cold }) => Math.max(...cold))),
        ],
      ],
    },
  ],
  after: [
    `Events per second, from the first to rest, signing and publishing included: ${withSpread(
      over((round) => events / eventSeconds(round)),
      1,
    )}. CPU of the pipeline ÷ CPU of the raw calls: ${withSpread(cpuRatio, 2)}. Event to SMS, 95 of 100: ${median(p95).toFixed(0)} ms, budget ${SMS_MS} ms: ${median(p95) <= SMS_MS ? 'kept' : '**missed**'}.`,
    `Of the raw calls ${withSpread(alike, 1)} % ended as in the office${rounds.some(({ replayed }) => replayed.unlike.length > 0) ? ` (otherwise: ${rounds.at(-1)?.replayed.unlike.join('; ')})` : ''}.`,
  ],
  data: { cpuRatio, rateRatio, p95, delays: rounds.at(-1)?.delays.map(Math.round) ?? [] },
});
