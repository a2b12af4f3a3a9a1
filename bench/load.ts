import { join, resolve } from 'node:path';
import { measureLoads } from './load/measure.ts';
import {
  type AnchorName,
  type Bundled,
  buildTargets,
  type Handler,
  readVariables,
} from './load/targets.ts';
import { publishSection } from './report.ts';
import { median, withSpread } from './statistics.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 21);
/** DESIGN §8. */
const RATIO = 0.25;
const KB_LIMIT = 320;
const KB_LIMIT_SIGN = 900;
/** Signing happens to few documents; every other function runs for each of them. */
const isEveryday = ({ name }: Handler): boolean => name !== 'sign';

const ANCHOR_LABELS: Readonly<Record<AnchorName, string>> = {
  default: 'defaults, SDK in the bundle',
  minified: 'the same, minified',
  external: 'defaults, SDK left to the runtime',
};

const root = resolve(import.meta.dirname, '..');
const handlers = await buildTargets(root, join(import.meta.dirname, '.cache/load'));
const targets = new Map<string, Bundled>();
for (const handler of handlers)
  for (const target of [handler, ...Object.values(handler.anchors)])
    targets.set(target.name, target);
const times = await measureLoads([...targets.values()], {
  rounds: ROUNDS,
  variables: await readVariables(
    root,
    handlers.map(({ name }) => name),
  ),
});

const timesOf = ({ name }: Bundled): readonly number[] => times.get(name) ?? [];
const lowestOf = (target: Bundled): number => Math.min(...timesOf(target));
const ratio = (target: Bundled, anchor: Bundled): number =>
  median(timesOf(target)) / median(timesOf(anchor));
const lowestRatio = (target: Bundled, anchor: Bundled): number =>
  lowestOf(target) / lowestOf(anchor);
const kilobytes = ({ bytes }: Bundled): number => Math.round(bytes / 1024);
const isTooLarge = (handler: Handler): boolean =>
  kilobytes(handler) > (handler.name === 'sign' ? KB_LIMIT_SIGN : KB_LIMIT);

const sorted = handlers.toSorted((a, b) => lowestOf(b) - lowestOf(a));
const heaviest = sorted.find(isEveryday);
if (heaviest === undefined) throw new Error('no everyday handler was built');
const reached = lowestRatio(heaviest, heaviest.anchors.default);

publishSection({
  order: 3,
  name: 'load',
  title: 'Module load and bundle size',
  before: [
    `Each bundle is loaded in ${ROUNDS} fresh processes, all bundles in turn; milliseconds from \`require\` to the handler, as median (lowest–highest). "Ratio" is of the medians, "of lowest" of the shortest times, which other work on the machine disturbs least. The anchor has the same clients, each captured by the tracer, with middy, the logger, tracer and metrics of Powertools 2.35.0 with their middleware, and \`import { z } from 'zod'\`, bundled as NodejsFunction does by default: esbuild for Node, CommonJS, not minified, no \`mainFields\`, no aliases; the SDK is in the bundle. It does no work of its own.`,
  ],
  tables: [
    {
      title: 'Handlers, heaviest first',
      columns: ['function', 'clients', 'KB', 'load ms', 'anchor ms', 'ratio', 'of lowest'],
      rows: sorted.map((handler) => [
        handler.name,
        handler.clients.join(', '),
        kilobytes(handler),
        withSpread(timesOf(handler)),
        withSpread(timesOf(handler.anchors.default)),
        ratio(handler, handler.anchors.default).toFixed(2),
        lowestRatio(handler, handler.anchors.default).toFixed(2),
      ]),
    },
    {
      title: `${heaviest.name} against other anchors with its clients`,
      columns: ['anchor', 'KB', 'load ms', 'ratio', 'of lowest'],
      rows: (Object.keys(ANCHOR_LABELS) as AnchorName[]).map((kind) => {
        const anchor = heaviest.anchors[kind];
        return [
          ANCHOR_LABELS[kind],
          kilobytes(anchor),
          withSpread(timesOf(anchor)),
          ratio(heaviest, anchor).toFixed(2),
          lowestRatio(heaviest, anchor).toFixed(2),
        ];
      }),
    },
  ],
  after: [
    `Heaviest everyday handler: ${heaviest.name}; of the shortest times it takes ${reached.toFixed(2)} of its anchor's, budget ${RATIO}: ${reached <= RATIO ? 'kept' : '**missed**'}.`,
    `Bundle budgets: ${KB_LIMIT} KB, sign ${KB_LIMIT_SIGN} KB. Over it: ${
      handlers
        .filter(isTooLarge)
        .map((handler) => `${handler.name} ${kilobytes(handler)}`)
        .join(', ') || 'none'
    }.`,
  ],
  data: sorted.map((handler) => ({
    name: handler.name,
    bytes: handler.bytes,
    ms: lowestOf(handler),
    anchorMs: lowestOf(handler.anchors.default),
  })),
});
