import type { FaultyProcess } from '../../test/support/office/faults.ts';

/** One request that left the process. */
export interface RecordedCall {
  readonly service: string;
  readonly operation: string;
  /** What the effect contract makes it for; `act` is all that the effect itself does. */
  readonly purpose: 'pause switch' | 'claim' | 'load' | 'mark' | 'follow-on' | 'act';
}

type Plugin = FaultyProcess['plugin'];
type Middleware = Parameters<Parameters<Plugin['applyToStack']>[0]['add']>[0];
type Input = Readonly<Record<string, unknown>>;

export interface StageRun {
  readonly stage: string;
  readonly variant: string;
  readonly calls: readonly RecordedCall[];
}

/** Counts requests by the stage that makes them; stages run one after another. */
export interface CallRecorder {
  readonly process: FaultyProcess;
  /** Whose document is under way; told with each run. */
  variant: string;
  /** Runs one stage; everything the process asks of AWS meanwhile is its. */
  within<T>(stage: string, run: () => Promise<T>): Promise<T>;
  /** Every run of every stage, in order. */
  readonly runs: readonly StageRun[];
  clear(): void;
}

const keyOf = (input: Input): { pk: string; sk: string } => {
  const key = input['Key'] as Record<string, { S?: string }> | undefined;
  return { pk: key?.['pk']?.S ?? '', sk: key?.['sk']?.S ?? '' };
};

/** Every commit to the register adds one line of history (R8); other transactions do not. */
const isCommit = (input: Input): boolean =>
  ((input['TransactItems'] ?? []) as readonly { Put?: { TableName?: string } }[]).some(
    ({ Put }) => Put?.TableName === 'history',
  );

const purposeOf = (operation: string, input: Input): RecordedCall['purpose'] => {
  if (operation === 'SendMessageBatch') return 'follow-on';
  // A notice's row is its own work item: claimed by an update, marked by a put.
  const isNoticeMark = operation === 'PutItem' && input['TableName'] === 'notices';
  if (isCommit(input) || isNoticeMark) return 'mark';
  if (typeof input['Key'] !== 'object') return 'act';
  const { pk, sk } = keyOf(input);
  if (operation === 'GetItem' && pk === 'SETTING#paused') return 'pause switch';
  if (operation === 'GetItem' && sk === 'STATE') return 'load';
  const isWork = sk.startsWith('WORK#') || pk.startsWith('NOTICE#');
  return operation === 'UpdateItem' && isWork ? 'claim' : 'act';
};

/** A recorder in the place of the crash harness's process: it breaks nothing. */
export const createCallRecorder = (): CallRecorder => {
  const runs: StageRun[] = [];
  let current: RecordedCall[] | undefined;
  const record: Middleware = ((next: (args: object) => unknown, context: Input) =>
    (args: { readonly input: Input }) => {
      const operation = String(context['commandName']).replace(/Command$/, '');
      current?.push({
        service: String(context['clientName']).replace(/Client$/, ''),
        operation,
        purpose: purposeOf(operation, args.input),
      });
      return next(args);
    }) as never;
  // After signing, so that a presigned URL, which asks nobody, is not counted.
  const plugin: Plugin = {
    applyToStack: (stack) =>
      stack.add(record, { step: 'deserialize', name: 'call-recorder', priority: 'low' } as never),
  };
  return {
    process: {
      calls: [],
      counting: true,
      struck: false,
      ended: false,
      beforeCall: undefined,
      plugin,
    },
    variant: '',
    runs,
    async within(stage, run) {
      const calls: RecordedCall[] = [];
      current = calls;
      try {
        return await run();
      } finally {
        current = undefined;
        runs.push({ stage, variant: this.variant, calls });
      }
    },
    clear: () => {
      runs.length = 0;
    },
  };
};
