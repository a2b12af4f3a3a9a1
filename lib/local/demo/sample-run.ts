import { setTimeout as pause } from 'node:timers/promises';
import type { Messages } from '../../cli/messages.en.ts';
import { openTables } from '../../cli/office/register.dynamo.ts';
import { type DocumentId, sha256Of } from '../../kernel/ids.ts';
import { type DocumentState, documentState } from '../../register/document-state.ts';
import { effects, LEASE_MS, SWEEP_AFTER_MS } from '../../register/work.ts';
import { SAMPLE_DOCUMENTS } from '../samples/documents.vi.ts';
import { renderSampleFile, type SampleFile } from '../samples/sample-file.ts';
import { approveDrafts } from './approval.ts';
import { checkOutcome, type Outcome } from './check-outcome.ts';
import type { Report } from './console-report.ts';
import type { DemoSecrets } from './demo-secrets.ts';
import { type ReplayOutcome, replaySamples } from './replay-samples.ts';
import { openSampleDoors } from './sample-doors.ts';
import type { TrainingOffice } from './training-office.ts';

/**
 * Real milliseconds one step of a sample may take before it is called unexpected: after a crash the
 * work that was under way waits for the end of its lease and then for the sweeper.
 */
const STEP_LIMIT_MS = LEASE_MS + 2 * SWEEP_AFTER_MS;
const LOOK_EACH_MS = 20;
const LOOK_AT_WORK_EACH_MS = 500;

/** The files of all samples. Their creation date is that of the first start: the same bytes again. */
export async function renderSamples(
  secrets: DemoSecrets,
): Promise<ReadonlyMap<string, SampleFile>> {
  const createdAt = new Date(secrets.startedAt);
  const files = new Map<string, SampleFile>();
  for (const sample of SAMPLE_DOCUMENTS)
    files.set(sample.key, await renderSampleFile(sample, createdAt));
  return files;
}

async function approvalsOf(
  folder: string,
  secrets: DemoSecrets,
  files: ReadonlyMap<string, SampleFile>,
): Promise<ReadonlyMap<string, string>> {
  const drafts = SAMPLE_DOCUMENTS.flatMap(({ key, entry, signerKey }) => {
    const file = files.get(key);
    return entry === 'approved' && file && signerKey !== undefined
      ? [{ documentId: key, sha256: sha256Of(file.bytes), signerId: signerKey }]
      : [];
  });
  const proofs = await approveDrafts(folder, secrets, drafts);
  return new Map(drafts.map(({ documentId, sha256 }) => [documentId, proofs.get(sha256) ?? '']));
}

/** Opening, assigning, sealing, reviewing, taking back: how many steps the samples have. */
const countSteps = (): number =>
  SAMPLE_DOCUMENTS.reduce(
    (sum, { assignedTo, entry, review, fate }) =>
      sum +
      2 +
      (assignedTo ? 1 : 0) +
      (entry === 'approved' ? 1 : 0) +
      (review === 'none' ? 0 : 1) +
      (fate === 'recalled' || fate === 'replaced' ? 1 : 0),
    0,
  );

interface PlayOptions {
  readonly training: TrainingOffice;
  readonly rendered: ReadonlyMap<string, SampleFile>;
  readonly secrets: DemoSecrets;
  readonly folder: string;
  readonly report: Report;
  readonly messages: Messages;
  readonly json: boolean;
}

const countBooks = async (
  states: AsyncIterable<Record<string, unknown>>,
): Promise<{ documents: number; numbers: number; published: number }> => {
  const count = { documents: 0, numbers: 0, published: 0 };
  for await (const item of states) {
    const { numbering, publication } = documentState.parse(item);
    count.documents += 1;
    if (numbering.status !== 'none') count.numbers += 1;
    if (publication.status === 'published') count.published += 1;
  }
  return count;
};

function tellOutcome(
  { report, messages: { start } }: PlayOptions,
  { faults, samples, uncertain }: Outcome,
  { known, changed }: ReplayOutcome,
  counts: { documents: number; numbers: number; published: number; messages: number },
): void {
  report.line('');
  report.line(start.summary);
  const { documents, numbers, published, messages } = counts;
  report.line(`  ${start.counts(documents, numbers, published, messages)}`);
  if (known.length > 0) report.line(`  ${start.known(known.length)}`);
  if (changed.length > 0) report.line(`  ${start.changed(changed.length)}`);
  if (uncertain.length > 0) report.line(`  ${start.uncertain(uncertain.length)}`);
  if (faults.length === 0) report.line(`  ${start.asExpected(samples.length)}`);
  else report.line(`  ${start.notAsExpected}`);
  for (const fault of faults) report.line(`    ${fault}`);
  report.line(`  ${start.took(start.seconds(process.uptime().toFixed(1)))}`);
}

/**
 * Plays the samples into an open office and checks what came of them.
 * @returns whether all is as expected
 */
export async function playSamples(options: PlayOptions): Promise<boolean> {
  const { training, rendered, secrets, folder, report, messages, json } = options;
  const { office, clients, outputs, viewer } = training;
  const { accessKeyId, secretAccessKey } = office.credentialsFor('operator');
  const tables = openTables({
    outputs,
    local: true,
    client: {
      endpoint: office.endpoint,
      region: office.region,
      credentials: { accessKeyId, secretAccessKey },
    },
  });
  const load = (officeId: string) => tables.documents.load(officeId as DocumentId);
  const waitFor = async (
    officeId: string,
    done: (state: DocumentState) => boolean,
  ): Promise<DocumentState | undefined> => {
    const deadline = Date.now() + STEP_LIMIT_MS;
    let state = await load(officeId);
    while (!(state && done(state)) && Date.now() < deadline) {
      await pause(LOOK_EACH_MS);
      state = await load(officeId);
    }
    return state;
  };
  const now = () => new Date();
  const busy: string[] = [];
  /** A message that failed waits out of sight for minutes: that is a fault, not a reason to stop. */
  const queuesEmpty = () =>
    office.quiet(STEP_LIMIT_MS).catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== 'NOT_QUIET') throw error;
      busy.push((error as Error).message);
    });
  /** Work that a killed office held has no message any more: the sweeper sends it again. */
  const leftBehind = async (): Promise<boolean> => {
    const soon = new Date(Date.now() + LEASE_MS + SWEEP_AFTER_MS);
    const due = await Promise.all(effects.map((effect) => tables.oldestDue(effect, soon)));
    return due.flat().length > 0;
  };
  const quiet = async (): Promise<void> => {
    const deadline = Date.now() + STEP_LIMIT_MS;
    await queuesEmpty();
    while ((await leftBehind()) && Date.now() < deadline) {
      report.progress(messages.start.leftBehind);
      await pause(LOOK_AT_WORK_EACH_MS);
      await queuesEmpty();
    }
  };
  const total = countSteps();
  let step = 0;
  const advance = () => {
    step += 1;
    report.progress(messages.start.replaying, step, total);
  };
  try {
    if (!json) report.heads();
    const replayed = await replaySamples({
      startedAt: new Date(secrets.startedAt),
      samples: SAMPLE_DOCUMENTS,
      files: rendered,
      proofs: await approvalsOf(folder, secrets, rendered),
      doors: openSampleDoors({ apiUrl: office.apiUrl, secrets, clients, outputs, now }),
      load,
      waitFor,
      wasRefused: tables.wasRefused,
      quiet,
      countMessages: () => ({
        messages: office.sms.outbox().length,
        phones: new Set(office.sms.outbox().map(({ phoneNumber }) => phoneNumber)).size,
      }),
      now,
      tell: (entry) => report.entry(entry),
      advance,
    });
    report.clear();
    const checked = await checkOutcome({
      samples: SAMPLE_DOCUMENTS,
      known: replayed.known,
      load,
      clients,
      noticesTable: outputs['NoticesTable'] ?? '',
      portalUrl: office.portalUrl,
    });
    const outcome = { ...checked, faults: [...checked.faults, ...busy] };
    const counts = {
      ...(await countBooks(tables.states())),
      messages: office.sms.outbox().length,
    };
    tellOutcome(options, outcome, replayed, counts);
    const ok = outcome.faults.length === 0;
    if (json)
      process.stdout.write(
        `${JSON.stringify({
          kind: 'summary',
          ok,
          folder,
          seconds: Number(process.uptime().toFixed(1)),
          addresses: {
            portal: `${office.portalUrl}/`,
            sms: viewer.url,
            api: office.apiUrl,
            endpoint: office.endpoint,
          },
          counts,
          ...replayed,
          ...outcome,
        })}\n`,
      );
    return ok;
  } finally {
    tables.close();
  }
}
