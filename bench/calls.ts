import type { StageRun } from './calls/call-recorder.ts';
import { recordStages } from './calls/play-documents.ts';
import {
  collectStages,
  contractCalls,
  describeCalls,
  putsOf,
  type Stage,
} from './calls/stage-table.ts';
import { publishSection } from './report.ts';

/** DESIGN §8, by stage: what is counted, and how many of it there may be. */
const budgetOf = ({
  name,
  warm,
}: Stage):
  | { readonly counted: number; readonly limit: number; readonly what: string }
  | undefined => {
  if (name.startsWith('accept')) return { counted: warm.length, limit: 3, what: 'calls' };
  if (name.startsWith('publish')) return { counted: putsOf(warm), limit: 25, what: 'writes to S3' };
  if (name === 'send-sms') return { counted: warm.length, limit: 3, what: 'calls' };
  if (/^(screen|sign|notify|answer)/.test(name))
    return { counted: contractCalls(warm), limit: 3, what: 'besides the act' };
  return undefined;
};

const verdictOf = (stage: Stage): string => {
  const budget = budgetOf(stage);
  if (budget === undefined) return '';
  const { counted, limit, what } = budget;
  return counted <= limit
    ? `${counted} ≤ ${limit} ${what}`
    : `**missed: ${counted} > ${limit}** ${what}`;
};

const rowOf = (stage: Stage) => [
  stage.variants.length === 0 ? stage.name : `${stage.name} (${stage.variants.join(', ')})`,
  stage.warm.length,
  stage.cold.length,
  contractCalls(stage.warm),
  verdictOf(stage),
  describeCalls(stage.warm),
];

/** All that one document costs, by service; sweeps belong to no document. */
const totalsOf = (runs: readonly StageRun[]) => {
  const journeys = [...new Set(runs.map(({ variant }) => variant))];
  return journeys.map((journey) => {
    const calls = runs
      .filter(({ variant, stage }) => variant === journey && !stage.startsWith('sweep'))
      .flatMap((run) => run.calls);
    const count = (service: string) => calls.filter((call) => call.service === service).length;
    return [journey, calls.length, ...SERVICES.map(count)];
  });
};
const SERVICES = ['DynamoDB', 'SQS', 'S3', 'KMS', 'SNS', 'EventBridge'];

const warm = await recordStages('warm');
const cold = await recordStages('cold');
const stages = collectStages(warm, cold);
const missed = stages.filter((stage) => verdictOf(stage).includes('missed'));

publishSection({
  order: 1,
  name: 'calls',
  title: 'AWS calls per document',
  before: [
    'The office in one process over the embedded endpoints; each request that leaves a client is counted in the stage that makes it (retries too; presigning asks nobody). Warm: another document of the kind passed a moment ago, so caches are filled. Cold: a new process for every message. Two people are told by SMS. The pollers of Lambda make one ReceiveMessage and one DeleteMessageBatch for each batch besides; they are not calls of ours.',
    '"Contract" counts pause switch, claim, load, mark and follow-on messages; what is left is the act. The columns do not depend on the machine.',
  ],
  tables: [
    {
      title: 'Stages, against DESIGN §8',
      columns: ['stage', 'warm', 'cold', 'of it contract', 'budget', 'calls when warm'],
      rows: stages.map(rowOf),
    },
    {
      title: 'Whole documents, warm, from upload to the portal (received: and down again)',
      columns: ['journey', 'calls', ...SERVICES],
      rows: totalsOf(warm),
    },
  ],
  after: [
    `Budgets missed by ${missed.length} of ${stages.filter((stage) => budgetOf(stage)).length} stages: ${
      missed
        .map(rowOf)
        .map(([name]) => name)
        .join('; ') || 'none'
    }.`,
  ],
  data: stages.map((stage) => ({
    name: rowOf(stage)[0],
    contract: contractCalls(stage.warm),
    act: stage.warm.length - contractCalls(stage.warm),
    cold: stage.cold.length,
    missed: missed.includes(stage),
  })),
});
