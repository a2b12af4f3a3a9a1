import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export interface LoadTarget {
  readonly name: string;
  readonly file: string;
}

const once = join(import.meta.dirname, 'load-once.mjs');
const run = promisify(execFile);
const LIMIT_MS = 20_000;

/** Variables that handlers ask for; the values lead nowhere. */
const VARIABLES = {
  TABLE: 'anchor',
  GUEST_LIST_ONLY: 'true',
  SMS_SENDER_ID: 'UBDT',
  SMS_MAX_PRICE_USD: '0.15',
  AWS_REGION: 'ap-southeast-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  // Without it the tracer takes itself for switched off.
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  POWERTOOLS_SERVICE_NAME: 'bench',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** Milliseconds of one load in a fresh process. */
const loadOnce = async (file: string, names: readonly string[]): Promise<number> => {
  const { stdout } = await run(process.execPath, [once, file], {
    timeout: LIMIT_MS,
    env: {
      ...Object.fromEntries(names.map((name) => [name, 'bench'])),
      ...VARIABLES,
      LAMBDA_TASK_ROOT: dirname(file),
    },
  });
  return Number(stdout);
};

/** Rounds over all targets, so that what else the machine does falls on all of them alike. */
export const measureLoads = async (
  targets: readonly LoadTarget[],
  { rounds, variables }: { readonly rounds: number; readonly variables: readonly string[] },
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const times = new Map<string, number[]>(targets.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const { name, file } of targets) {
      const time = await loadOnce(file, variables);
      // The first round reads files from the disk.
      if (round > 0) times.get(name)?.push(time);
    }
  return times;
};
