import { publishSection } from './report.ts';
import type { Usage } from './signing/child.ts';
import { type Moment, measureSizes, type Way, ways } from './signing/run-children.ts';
import { median, withSpread } from './statistics.ts';

const SIZES = [1, 10, 50];
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 9);
/** DESIGN §8, for 50 MB. */
const MEMORY_MB = 60;
const CPU_RATIO = 0.25;

const LABELS: Readonly<Record<Way, string>> = {
  vanthu: 'vanthu, parts written as they are',
  joined: 'vanthu, joined as the function stores it',
  libpdf: '@libpdf/core 0.4.2',
};
const MOMENTS: readonly Moment[] = ['first', 'later'];

const measured = await measureSizes(SIZES, ROUNDS);
const values = (size: number, way: Way, moment: Moment, what: keyof Usage): number[] =>
  measured
    .filter((cell) => cell.size === size && cell.way === way && cell.moment === moment)
    .flatMap(({ usages }) => usages.map((usage) => usage[what]));
const ratio = (size: number, way: Way, moment: Moment, what: keyof Usage): number =>
  median(values(size, way, moment, what)) / median(values(size, 'libpdf', moment, what));

const largest = Math.max(...SIZES);
const kept = (is: boolean): string => (is ? 'kept' : '**missed**');
const verdict = (way: Way, moment: Moment): string => {
  const memory = median(values(largest, way, moment, 'memoryMb'));
  const whole = ratio(largest, way, moment, 'cpuMs');
  const alone = ratio(largest, way, moment, 'signingCpuMs');
  return `- ${LABELS[way]}, ${moment} signing: ${memory.toFixed(0)} MB (${kept(memory <= MEMORY_MB)}); CPU ${whole.toFixed(2)} with files (${kept(whole <= CPU_RATIO)}), ${alone.toFixed(2)} without (${kept(alone <= CPU_RATIO)}).`;
};

publishSection({
  order: 4,
  name: 'signing',
  title: 'Signing large PDFs',
  before: [
    `A PDF with one scanned page for each 250 KB is read from a file, signed PAdES B-B with RSA-3072 in memory, and written to a file; ${ROUNDS} fresh processes for each cell, in turn; median (lowest–highest). First: the process has loaded everything and signed nothing. Later: it has signed a small file before, as a warm function has. Memory is the highest resident memory above the process just before, the file's own bytes included. "Alone" leaves reading and writing out. vanthu makes two revisions (fields, then the leader's signature), @libpdf/core one. Every way's results are verified.`,
  ],
  tables: MOMENTS.map((moment) => ({
    title: moment === 'first' ? 'The first signing of a process' : 'A later signing',
    columns: ['size', 'by', 'memory MB', 'CPU ms', 'alone', 'memory ÷ libpdf', 'CPU ÷', 'alone ÷'],
    rows: SIZES.flatMap((size) =>
      ways.map((way) => [
        `${size} MB`,
        LABELS[way],
        withSpread(values(size, way, moment, 'memoryMb')),
        withSpread(values(size, way, moment, 'cpuMs')),
        withSpread(values(size, way, moment, 'signingCpuMs')),
        ...(['memoryMb', 'cpuMs', 'signingCpuMs'] as const).map((what) =>
          ratio(size, way, moment, what).toFixed(2),
        ),
      ]),
    ),
  })),
  after: [
    [
      `At ${largest} MB, against ${MEMORY_MB} MB and ${CPU_RATIO} of the CPU of @libpdf/core:`,
      ...(['vanthu', 'joined'] as const).flatMap((way) =>
        MOMENTS.map((moment) => verdict(way, moment)),
      ),
    ].join('\n'),
  ],
  data: measured.map(({ usages, ...cell }) => ({
    ...cell,
    memoryMb: median(usages.map(({ memoryMb }) => memoryMb)),
    cpuMs: median(usages.map(({ cpuMs }) => cpuMs)),
    signingCpuMs: median(usages.map(({ signingCpuMs }) => signingCpuMs)),
  })),
});
