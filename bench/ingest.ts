import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDemoSecrets } from '../lib/local/demo/demo-secrets.ts';
import { demoSourceIds } from '../lib/local/demo/demo-sources.ts';
import {
  openTrainingOffice,
  portsFrom,
  trainingContext,
} from '../lib/local/demo/training-office.ts';
import { synthesize } from '../lib/local/runner/synthesize.ts';
import { publishSection } from './report.ts';

/** How many documents: the first argument. */
const COUNT = Number(process.argv[2] ?? 20_000);
/** One document in so many brings a text of its own. */
const TEXT_EVERY = 50;
const SAMPLE_MS = 500;

const root = resolve(import.meta.dirname, '..');
const cache = join(import.meta.dirname, '.cache/ingest');
rmSync(cache, { recursive: true, force: true });
const folder = join(cache, 'office');
mkdirSync(folder, { recursive: true });

/** Metadata as an agency's old books have them; no two documents are alike. */
const writeMetadata = async (file: string): Promise<void> => {
  const out = createWriteStream(file);
  const issuers = ['Sở Nội vụ', 'UBND tỉnh Hà Giang', 'Bộ Tài chính', 'Ủy ban Dân tộc', 'Sở Y tế'];
  const types = ['Báo cáo', 'Công văn', 'Quyết định', 'Kế hoạch', 'Thông báo'];
  for (let n = 0; n < COUNT; n += 1) {
    const year = 2005 + (n % 20);
    const line = JSON.stringify({
      id: `so-cu-${n}`,
      soKyHieu: `${n + 1}/${year}`,
      loaiVanBan: types[n % types.length],
      trichYeu: `Về việc triển khai nhiệm vụ số ${n} trên địa bàn vùng đồng bào dân tộc thiểu số`,
      coQuanBanHanh: issuers[n % issuers.length],
      ngayBanHanh: `${year}-${String((n % 12) + 1).padStart(2, '0')}-15`,
      doKhan: null,
      doMat: null,
      toanVan: n % TEXT_EVERY === 0 ? `Toàn văn số ${n}. `.repeat(200) : null,
    });
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
};

/** Resident memory in MB; Linux only, elsewhere nothing is reported. */
const memoryOf = (pid: number | 'self'): number | undefined => {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
};

interface Ran {
  readonly result: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Memory of the command over its run. */
  readonly memory: readonly number[];
}

const runCommand = async (metadata: string): Promise<Ran> => {
  const args = ['ingest', '--metadata', metadata, '--office', folder, '--json', '--lang', 'en'];
  const declared = ['--declare-secrecy', 'thuong', '--as', 'van-thu', '--reason', 'Bench'];
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'bin/vanthu.mjs'), ...args, ...declared], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const memory: number[] = [];
  const look = setInterval(() => {
    const megabytes = memoryOf(child.pid ?? 'self');
    if (megabytes !== undefined) memory.push(megabytes);
  }, SAMPLE_MS);
  await once(child, 'close');
  clearInterval(look);
  const seconds = (performance.now() - began) / 1000;
  return { result: JSON.parse(said) as Record<string, number>, seconds, memory };
};

const { assembly } = await synthesize({
  root,
  folder: join(root, '.build/assemblies/training'),
  context: trainingContext,
});
const metadata = join(cache, 'metadata.jsonl');
await writeMetadata(metadata);
const secrets = await openDemoSecrets(folder, {
  sourceIds: demoSourceIds,
  approverId: 'chanh-van-phong',
  now: new Date(),
});
const faults: string[] = [];
const training = await openTrainingOffice({
  assembly,
  folder,
  ports: portsFrom(0),
  secrets,
  now: () => new Date(),
  onAlarm: (what) => faults.push(what),
  onError: (error) => faults.push(String(error)),
});
const calls = new Map<string, number>();
training.office.observe(({ service, operation, principal }) => {
  if (principal.endsWith(':user/operator')) return;
  const name = `${service} ${operation}`;
  calls.set(name, (calls.get(name) ?? 0) + 1);
});
const cpu = process.cpuUsage();
const began = performance.now();
const first = await runCommand(metadata);
await training.office.quiet(3_600_000);
const settledSeconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(cpu);
const made = new Map(calls);
const officeMemory = memoryOf('self');
const second = await runCommand(metadata);
await training.close();

const share = (memory: readonly number[], from: number, to: number): string => {
  const part = memory.slice(Math.floor(memory.length * from), Math.ceil(memory.length * to));
  return part.length === 0 ? '–' : Math.max(...part).toFixed(0);
};
const callRows = [...made]
  .toSorted(([, a], [, b]) => b - a)
  .map(([name, count]) => [name, (count / COUNT).toFixed(2)]);
const total = [...made.values()].reduce((sum, count) => sum + count, 0);

publishSection({
  order: 6,
  name: 'ingest',
  title: 'Bulk ingest',
  before: [
    `\`vanthu ingest\` as a process of its own on ${COUNT.toLocaleString('en')} synthetic records (one in ${TEXT_EVERY} with a text as its file), eight rows at once, against the office of \`npm start\` in another process on the same machine; the grade declared by a clerk. Then the same command again, which finds all of it done.`,
  ],
  tables: [
    {
      title: 'Runs',
      columns: ['', 'first run', 'second run'],
      rows: [
        ['taken in', first.result['accepted'] ?? 0, second.result['accepted'] ?? 0],
        ['done before', first.result['before'] ?? 0, second.result['before'] ?? 0],
        ['wrong', first.result['failed'] ?? 0, second.result['failed'] ?? 0],
        ['seconds', first.seconds.toFixed(0), second.seconds.toFixed(1)],
        [
          'documents per second',
          (COUNT / first.seconds).toFixed(1),
          (COUNT / second.seconds).toFixed(0),
        ],
        ['per second until all stand in the book', (COUNT / settledSeconds).toFixed(1), ''],
        ['CPU ms of the office per document', ((user + system) / 1000 / COUNT).toFixed(0), ''],
      ],
    },
    {
      title: 'Memory of the command, MB, highest in each part of the first run',
      columns: ['first tenth', 'second', 'fifth', 'ninth', 'last'],
      rows: [
        [
          share(first.memory, 0, 0.1),
          share(first.memory, 0.1, 0.2),
          share(first.memory, 0.4, 0.5),
          share(first.memory, 0.8, 0.9),
          share(first.memory, 0.9, 1),
        ],
      ],
    },
    {
      title: 'AWS calls of the office per document (pollers too)',
      columns: ['call', 'per document'],
      rows: [['all', (total / COUNT).toFixed(1)], ...callRows],
    },
  ],
  after: [
    `The office itself held ${officeMemory?.toFixed(0) ?? '–'} MB at the end of the first run.${faults.length > 0 ? ` It told of ${faults.length} faults: ${[...new Set(faults)].slice(0, 3).join('; ')}.` : ' It told of no fault.'}`,
  ],
  data: { count: COUNT, seconds: first.seconds, settledSeconds, calls: Object.fromEntries(made) },
});
