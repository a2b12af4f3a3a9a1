import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, platform } from 'node:os';
import { join } from 'node:path';

export type Cell = string | number;

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** One benchmark's results, as kept in `results/<name>.jsonl` and shown in RESULTS.md. */
export interface Section {
  /** Place in RESULTS.md. */
  readonly order: number;
  readonly name: string;
  readonly title: string;
  /** What was run and how to read it; then the tables; then what follows from them. */
  readonly before: readonly string[];
  readonly tables: readonly Table[];
  readonly after: readonly string[];
  /** Numbers for plots. */
  readonly data: unknown;
}

interface Stored extends Section {
  readonly at: string;
  readonly machine: string;
}

const results = join(import.meta.dirname, 'results');

const describeMachine = (): string => {
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  const shared = load > cores + 1 ? ', other work ran on the machine' : '';
  return `${cores} cores, ${platform()}, Node ${process.versions.node}, load average ${load.toFixed(1)} at the end${shared}`;
};

const isNumeric = (rows: Table['rows'], column: number): boolean =>
  rows.every((row) => /^[\d–—<>≤]|^$/.test(String(row[column] ?? '')));

const renderTable = ({ title, columns, rows }: Table): string => {
  const line = (cells: readonly Cell[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = columns.map((_, at) => (isNumeric(rows, at) ? '--:' : '---'));
  return [`**${title}**`, '', line(columns), line(rule), ...rows.map(line)].join('\n');
};

const renderSection = (section: Stored): string =>
  [
    `## ${section.title}`,
    `\`npm --prefix bench run ${section.name}\` · ${section.at.slice(0, 16).replace('T', ' ')} UTC · ${section.machine}`,
    ...section.before,
    ...section.tables.map(renderTable),
    ...section.after,
  ].join('\n\n');

export const readSections = (): Stored[] =>
  readdirSync(results)
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => JSON.parse(readFileSync(join(results, file), 'utf8')) as Stored)
    .toSorted((a, b) => a.order - b.order);

const HEAD = [
  '# Benchmarks',
  'Written by `npm --prefix bench ci && npm --prefix bench run all`; not part of the tests, nothing',
  'here passes or fails by time. Everything runs on 127.0.0.1. Ratios compare two things measured in',
  'one run, in turn; absolute times belong to the machine and to what else ran on it.',
];

/** Prints the section, keeps it, and writes RESULTS.md anew from all that are kept. */
export const publishSection = (section: Section): void => {
  const stored: Stored = {
    ...section,
    at: new Date().toISOString(),
    machine: describeMachine(),
  };
  console.log(`\n${renderSection(stored)}\n`);
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, `${section.name}.jsonl`), `${JSON.stringify(stored)}\n`);
  const text = [HEAD.join('\n'), ...readSections().map(renderSection)].join('\n\n');
  writeFileSync(join(import.meta.dirname, 'RESULTS.md'), `${text}\n`);
};
