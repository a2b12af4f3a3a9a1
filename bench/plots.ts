import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BarChart, drawBars } from './plots/bar-chart.ts';
import { readSections } from './report.ts';

const OWN = '#0b6e99';
const CONTRACT = '#d98e04';
const PEER = '#aeb6bf';

const sections = new Map(readSections().map(({ name, data }) => [name, data]));
const dataOf = <T>(name: string): T | undefined => sections.get(name) as T | undefined;

const draw = (name: string, chart: BarChart): void => {
  writeFileSync(join(import.meta.dirname, 'results', `${name}.svg`), drawBars(chart));
};

interface StageData {
  readonly name: string;
  readonly contract: number;
  readonly act: number;
  readonly cold: number;
  readonly missed: boolean;
}
const stages = dataOf<readonly StageData[]>('calls');
if (stages !== undefined)
  draw('calls', {
    title: 'AWS calls of each stage',
    subtitle: 'One document, caches filled. In brackets: with empty caches. ●: over its budget.',
    layout: 'parts',
    series: [
      { name: 'effect contract', colour: CONTRACT },
      { name: 'the act itself', colour: OWN },
    ],
    rows: stages
      .filter(({ name }) => !name.startsWith('sweep'))
      .map(({ name, contract, act, cold, missed }) => ({
        label: name,
        values: [contract, act],
        note: `${contract + act} (${cold})${missed ? ' ●' : ''}`,
      })),
  });

interface LoadData {
  readonly name: string;
  readonly ms: number;
  readonly anchorMs: number;
}
const loads = dataOf<readonly LoadData[]>('load');
if (loads !== undefined)
  draw('load', {
    title: 'Module load of each function, ms (shortest of all runs)',
    subtitle:
      'Anchor: the same SDK clients with middy, Powertools and zod in NodejsFunction’s default bundle.',
    layout: 'side by side',
    series: [
      { name: 'function as deployed', colour: OWN },
      { name: 'anchor, without any work', colour: PEER },
    ],
    rows: loads.map(({ name, ms, anchorMs }) => ({
      label: name,
      values: [ms, anchorMs],
      note: `${ms.toFixed(0)} : ${anchorMs.toFixed(0)} = ${(ms / anchorMs).toFixed(2)}`,
    })),
  });

interface SigningData {
  readonly size: number;
  readonly way: string;
  readonly moment: string;
  readonly memoryMb: number;
}
const signings = dataOf<readonly SigningData[]>('signing');
if (signings !== undefined) {
  const later = signings.filter(({ moment }) => moment === 'later');
  const memory = (size: number, way: string): number =>
    later.find((cell) => cell.size === size && cell.way === way)?.memoryMb ?? 0;
  const sizes = [...new Set(later.map(({ size }) => size))];
  draw('signing', {
    title: 'Memory to sign a PDF, MB above the process before',
    subtitle: 'A warm process; the file’s own bytes are part of it.',
    layout: 'side by side',
    series: [
      { name: 'vanthu, in parts', colour: OWN },
      { name: 'vanthu, joined', colour: CONTRACT },
      { name: '@libpdf/core 0.4.2', colour: PEER },
    ],
    rows: sizes.map((size) => {
      const values = ['vanthu', 'joined', 'libpdf'].map((way) => memory(size, way));
      return {
        label: `${size} MB`,
        values,
        note: values.map((value) => value.toFixed(0)).join(' : '),
      };
    }),
  });
}
