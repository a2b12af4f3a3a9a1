import { type BadRow, sentenceOfRow } from './bad-rows.ts';
import type { IngestMessages } from './messages.en.ts';
import type { DoneStatus, Tally } from './tally.ts';

export interface Summary {
  readonly tally: Tally;
  /** The first rows that are wrong. */
  readonly first: readonly BadRow[];
  readonly wrong: number;
  readonly report: string | undefined;
  readonly seconds: number;
}

const shownStatuses: readonly DoneStatus[] = [
  'checked',
  'accepted',
  'released',
  'held',
  'before',
  'known',
];

/** A run for people: counts, what the mapping did by itself, and what is wrong. */
export const summaryLines = (
  messages: IngestMessages,
  language: string,
  { tally, first, wrong, report, seconds }: Summary,
): readonly string[] => {
  const { summary } = messages;
  const number = (value: number, digits = 0) =>
    value.toLocaleString(language, { maximumFractionDigits: digits });
  const each = (counts: ReadonlyMap<string, number>, say: (name: string, n: string) => string) =>
    [...counts].map(([name, count]) => say(name, number(count)));
  return [
    summary.rows(number(tally.rows)),
    ...shownStatuses
      .filter((status) => tally.done[status] > 0)
      .map((status) => summary[status](number(tally.done[status]))),
    ...(tally.failed > 0 ? [summary.failed(number(tally.failed))] : []),
    ...(tally.issued > 0 ? [summary.issued(number(tally.issued))] : []),
    ...(tally.files > 0 ? [summary.files(number(tally.files), number(tally.uploaded))] : []),
    ...(tally.paper > 0 ? [summary.paper(number(tally.paper))] : []),
    ...each(tally.filled, summary.filled),
    ...each(tally.cut, summary.cut),
    ...(tally.unknownColumns.size > 0
      ? [summary.unknownColumns([...tally.unknownColumns].join(', '))]
      : []),
    ...first.map((bad) => summary.first(number(bad.row), sentenceOfRow(messages, bad))),
    ...(wrong > first.length ? [summary.more(number(wrong - first.length))] : []),
    ...(report === undefined ? [] : [summary.report(report)]),
    summary.took(number(seconds, 1), number(tally.rows / Math.max(seconds, 0.001), 1)),
    ...(tally.failed > 0 ? [summary.again] : []),
  ];
};
