import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { documentIdOf } from '../../kernel/ids.ts';
import { noticeIdOf, type Occasion } from '../../notices/notice-row.ts';
import { createDynamoOutbox } from '../../notices/outbox-store.dynamo.ts';
import type { DocumentState } from '../../register/document-state.ts';
import type { OperatorClients } from '../runner/resource-type.ts';
import type { SampleDocument } from '../samples/sample-document.ts';
import { compareEnd, expectedEnd } from './expected-end.ts';
import { sourceOf } from './sample-events.ts';

/** One sample at the end, as machines want to know it. Nothing of its content. */
export interface SampleOutcome {
  readonly key: string;
  readonly officeId: string;
  readonly status: Readonly<Record<string, string>>;
  readonly number?: string;
  readonly page?: string;
}

export interface Outcome {
  readonly samples: readonly SampleOutcome[];
  /** What is not as expected. */
  readonly faults: readonly string[];
  /** Messages that an office was handing over when it was killed: nobody knows their fate (R6). */
  readonly uncertain: readonly string[];
}

export interface CheckOptions {
  readonly samples: readonly SampleDocument[];
  /** Known from an earlier start: people may have gone on with these since. */
  readonly known: readonly string[];
  readonly load: (officeId: string) => Promise<DocumentState | undefined>;
  readonly clients: OperatorClients;
  readonly noticesTable: string;
  readonly portalUrl: string;
}

const officeIdOf = (sample: SampleDocument) => documentIdOf(sourceOf(sample), sample.key);

const pageOf = (portalUrl: string, { publication }: DocumentState): string | undefined =>
  publication.slug === undefined ? undefined : `${portalUrl}/van-ban/${publication.slug}/`;

/** Samples left to the users' own decisions once they have been there for a start. */
const isLeftToPeople = (sample: SampleDocument): boolean =>
  sample.review === 'none' && sample.fate !== 'secret' && sample.fate !== 'broken-file';

async function checkPages(
  { portalUrl }: CheckOptions,
  states: readonly (DocumentState | undefined)[],
): Promise<string[]> {
  const faults = await Promise.all(
    states.map(async (state) => {
      const page = state && pageOf(portalUrl, state);
      if (state?.publication.status !== 'published' || page === undefined) return [];
      const { status } = await fetch(page);
      return status === 200 ? [] : [`${page} answers ${status}`];
    }),
  );
  return faults.flat();
}

const occasionsOf = (sample: SampleDocument): readonly Occasion[] => {
  const { core, screening } = expectedEnd(sample);
  if (screening !== 'ordinary') return [];
  const first = sample.direction === 'incoming' ? 'arrival' : 'issued';
  return core === 'active' ? [first] : [first, 'recalled'];
};

/** Each person named by a registered sample has been told once of each occasion. */
async function checkMessages(
  options: CheckOptions,
): Promise<Pick<Outcome, 'faults' | 'uncertain'>> {
  const outbox = createDynamoOutbox({
    dynamo: options.clients.dynamodb,
    retry: { pause: (ms) => pause(ms), random: () => randomInt(1_000) / 1_000 },
    tableName: options.noticesTable,
  });
  const found = { faults: [] as string[], uncertain: [] as string[] };
  const wanted = options.samples.flatMap((sample) =>
    occasionsOf(sample).flatMap((occasion) =>
      sample.informs.map((person) => ({
        sample,
        id: noticeIdOf(officeIdOf(sample), person, occasion),
        told: `${sample.key}: SMS ${occasion} to ${person}`,
      })),
    ),
  );
  for (const { sample, id, told } of wanted) {
    const status = (await outbox.load([id])).get(id)?.status ?? 'missing';
    const mayBeUnknown = options.known.includes(sample.key);
    if (status === 'unknown' && mayBeUnknown) found.uncertain.push(`${told} is unknown`);
    else if (status !== 'accepted') found.faults.push(`${told} is ${status}`);
  }
  return found;
}

/** Looks at every sample where it must have left its traces: register, portal, SMS. */
export async function checkOutcome(options: CheckOptions): Promise<Outcome> {
  const { samples, known, load, portalUrl } = options;
  const states = await Promise.all(samples.map((sample) => load(officeIdOf(sample))));
  const ends = samples.flatMap((sample, at) =>
    known.includes(sample.key) && isLeftToPeople(sample) ? [] : compareEnd(sample, states[at]),
  );
  const [pages, messages] = await Promise.all([
    checkPages(options, states),
    checkMessages(options),
  ]);
  return {
    faults: [...ends, ...pages, ...messages.faults],
    uncertain: messages.uncertain,
    samples: samples.map((sample, at) => {
      const state = states[at];
      const page = state && pageOf(portalUrl, state);
      const number = state?.numbering.code;
      return {
        key: sample.key,
        officeId: officeIdOf(sample),
        status: {
          core: state?.core.status ?? 'missing',
          screening: state?.screening.status ?? 'missing',
          numbering: state?.numbering.status ?? 'missing',
          signing: state?.signing.status ?? 'missing',
          review: state?.review.status ?? 'missing',
          publication: state?.publication.status ?? 'missing',
        },
        ...(number === undefined ? {} : { number }),
        ...(page === undefined ? {} : { page }),
      };
    }),
  };
}
