import type { Import } from './import-graph.ts';

/** The suffix of a file that speaks to one AWS service (DESIGN §5). */
const ADAPTER = /\.(dynamo|s3|kms|sns|sqs|events|cloudfront)\.ts$/;
const SDK = /^(@aws-sdk|@smithy)\//;
const MIDDY = /^@middy\//;

type Layer =
  | 'bin'
  | 'cli'
  | 'local'
  | 'infra'
  | 'handler'
  | 'app'
  | 'env'
  | 'adapter'
  | 'platform'
  | 'page'
  | 'capability'
  | 'events'
  | 'kernel';

const FOLDERS: readonly (readonly [RegExp, Layer])[] = [
  [/^bin\//, 'bin'],
  [
    /^functions\/[^/]+\/handler\.ts$|^functions\/shared\/(?:register|desk)-adapters\.ts$/,
    'handler',
  ],
  [/^functions\/[^/]+\/app\.ts$|^functions\/shared\/(?:effect|desk)-app\.ts$/, 'app'],
  [/^functions\/[^/]+\/env\.ts$|^functions\/shared\/environment\.ts$/, 'env'],
  // What runs in the browser: it says what the functions say, in the same texts.
  [/^lib\/desk\/page\//, 'page'],
  [/^lib\/(cli|local|infra|platform|events|kernel)\//, 'kernel'],
];

/** undefined: the file stands nowhere DESIGN §5 knows of. */
const layerOf = (path: string): Layer | undefined => {
  for (const [pattern, layer] of FOLDERS) {
    const match = pattern.exec(path);
    if (match !== null) return (match[1] as Layer | undefined) ?? layer;
  }
  if (!/^lib\/[^/]+\//.test(path)) return undefined;
  return ADAPTER.test(path) ? 'adapter' : 'capability';
};

const BELOW_HANDLERS: readonly Layer[] = ['capability', 'events', 'kernel'];

/** What each layer may import besides files of its own folder. */
const ALLOWED: Readonly<Record<Layer, readonly Layer[]>> = {
  bin: ['cli', 'infra', 'events'],
  cli: ['local', 'platform', 'adapter', ...BELOW_HANDLERS],
  local: ['cli', 'infra', 'platform', 'adapter', ...BELOW_HANDLERS],
  infra: ['env', 'events'],
  handler: ['handler', 'app', 'env', 'platform', 'adapter', ...BELOW_HANDLERS],
  app: ['app', 'platform', ...BELOW_HANDLERS],
  env: ['env'],
  adapter: ['adapter', ...BELOW_HANDLERS],
  platform: ['platform', ...BELOW_HANDLERS],
  page: ['page', 'platform', ...BELOW_HANDLERS],
  capability: BELOW_HANDLERS,
  events: ['events', 'kernel'],
  kernel: ['kernel'],
};

/** Which capability knows of which; all others meet through events and work items. */
const CAPABILITIES: Readonly<Record<string, readonly string[]>> = {
  secrecy: [],
  register: ['secrecy'],
  signing: ['register'],
  notices: ['register'],
  review: ['register'],
  portal: ['register', 'review'],
  exchange: ['register'],
  operations: ['register', 'secrecy', 'signing', 'notices'],
  intake: ['secrecy'],
  desk: ['register', 'secrecy', 'signing', 'notices', 'operations'],
  reports: ['register', 'secrecy', 'signing', 'notices', 'review', 'portal', 'exchange'],
};

const folderOf = (path: string): string => path.split('/').slice(0, 2).join('/');
const isCapability = (layer: Layer | undefined): boolean =>
  layer === 'capability' || layer === 'adapter';

const wrongLayer = ({ from, to, typeOnly }: Import): string | undefined => {
  const [upper, lower] = [layerOf(from), layerOf(to)];
  if (upper === undefined || lower === undefined) return 'a file outside the folders of DESIGN §5';
  if (upper === 'infra' && lower === 'env' && !typeOnly)
    return 'lib/infra takes only types from functions';
  const sameFolder = folderOf(from) === folderOf(to);
  const twoFunctions = from.startsWith('functions/') && to.startsWith('functions/') && !sameFolder;
  if (twoFunctions && folderOf(to) !== 'functions/shared')
    return 'functions share by functions/shared';
  if (sameFolder && (upper === lower || ['handler', 'app', 'adapter'].includes(upper)))
    return upper === 'app' && lower === 'handler' ? 'app does not import handler' : undefined;
  return ALLOWED[upper].includes(lower) ? undefined : `${upper} does not import ${lower}`;
};

const wrongCapability = ({ from, to }: Import): string | undefined => {
  if (!isCapability(layerOf(from)) || !isCapability(layerOf(to))) return undefined;
  const [upper, lower] = [folderOf(from).slice(4), folderOf(to).slice(4)];
  if (upper === lower) return undefined;
  const known = CAPABILITIES[upper];
  if (known === undefined) return `${upper} is not a capability of DESIGN §5`;
  return known.includes(lower) ? undefined : `${upper} does not know ${lower}`;
};

/** Local mode, the command and the CDK app stand outside the layers of the product. */
const mayUseSdk = (path: string): boolean =>
  layerOf(path) === 'handler' || layerOf(path) === 'local' || ADAPTER.test(path);

const wrongPackage = ({ from, to }: Import): string | undefined => {
  if (SDK.test(to) && !mayUseSdk(from))
    return 'AWS clients stand in adapters, handlers and lib/local only';
  if (MIDDY.test(to) && layerOf(from) !== 'platform') return 'middy stands in lib/platform only';
  if (/^(aws-cdk-lib|constructs|cdk-nag)/.test(to) && layerOf(from) !== 'infra')
    return 'the CDK stands in lib/infra only';
  return undefined;
};

/** Every import that goes another way than DESIGN §5 says, as `from → to: why`. */
export const findWrongImports = (imports: readonly Import[]): readonly string[] =>
  imports.flatMap((found) => {
    const why = found.external
      ? wrongPackage(found)
      : (wrongLayer(found) ?? wrongCapability(found));
    return why === undefined ? [] : [`${found.from} → ${found.to}: ${why}`];
  });

const SURROUNDINGS = [
  ['Date.now()', /\bDate\.now\b/],
  ['new Date()', /\bnew Date(\(\)|(?![\w(]))/],
  ['randomUUID', /\brandomUUID\b/],
  ['Math.random', /\bMath\.random\b/],
  ['process.env', /\bprocess\.env\b/],
  ['performance.now', /\bperformance\.now\b/],
] as const;

/** Where the world outside comes in: composition roots, and the emulator, which plays that world. */
const mayReachOut = (path: string): boolean =>
  layerOf(path) === 'handler' ||
  layerOf(path) === 'bin' ||
  layerOf(path) === 'local' ||
  path === 'lib/desk/page/main.tsx' ||
  /^lib\/cli\/(main\.ts|run-request\.ts|commands\/start\.ts|office\/)/.test(path);

/** Clock, chance and environment named in code (without comments) that has to be given them. */
export const findReachesOut = (path: string, code: string): readonly string[] =>
  mayReachOut(path)
    ? []
    : SURROUNDINGS.filter(([, pattern]) => pattern.test(code)).map(([name]) => `${path}: ${name}`);
