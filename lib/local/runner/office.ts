import { resolve } from 'node:path';
import type { Credential } from '../aws/credential-store.ts';
import type { CallObserver, EndpointFaults } from '../aws/faults.ts';
import type { Authorizer } from '../iam/authorizer.ts';
import type { EmulatedSns } from '../sns/sns-service.ts';
import { type AlarmWatch, type RaisedAlarm, watchAlarms } from './alarm-watch.ts';
import { readAssembly } from './assembly.ts';
import { removeOldRules, removeOldSchedules } from './events.ts';
import type { InvocationResult } from './function-environment.ts';
import { createFleet, type FunctionFleet, queueUrlOf } from './function-fleet.ts';
import type { LogEntry } from './function-log.ts';
import { createHttpFront } from './http-front.ts';
import { type OfficeGround, openGround } from './office-ground.ts';
import { checkResources, provision, type StackOutputs } from './provision.ts';
import { waitUntilQuiet } from './quiet.ts';
import { announceOffice, findRunningOffice, withdrawOffice } from './running-office.ts';
import { createSiteFront } from './site-front.ts';

export interface OfficeOptions {
  /** A cloud assembly, for example `cdk.out`. */
  readonly assembly: string;
  /** All state; a later start on the same folder goes on where this one ends. */
  readonly folder: string;
  /** Local ports; 0 or none takes a free one. */
  readonly ports?: { readonly endpoint?: number; readonly api?: number; readonly portal?: number };
  /** Values of template parameters that differ from their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, for the endpoints and the functions; tests may move it. */
  readonly clock?: { now(): number };
  readonly region?: string;
  readonly account?: string;
  /** Threads for one function at most; default 4. */
  readonly concurrency?: number;
  readonly faults?: EndpointFaults;
  onLog?(entry: LogEntry): void;
  onAlarm?(alarm: RaisedAlarm): void;
  /** Told of what went wrong outside of the functions, such as a queue a role may not read. */
  onError?(error: unknown): void;
}

export interface Office {
  /** Address of the (first) HTTP API; empty without one. */
  readonly apiUrl: string;
  /** Address of the (first) site; empty without one. */
  readonly portalUrl: string;
  /** Value of AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
  readonly outputs: StackOutputs;
  /** Names of the functions. */
  readonly functions: readonly string[];
  /** Role ARN of each function by its name. */
  readonly roles: Readonly<Record<string, string>>;
  readonly authorizer: Authorizer;
  /** Phones of this office: messages that arrived, listeners, injected faults. */
  readonly sms: Pick<EmulatedSns, 'outbox' | 'onSms' | 'deliveryLog' | 'injectFault' | 'optOut'>;
  /** Access key of the operator, a function's role, or any principal by its ARN. */
  credentialsFor(principal: 'operator' | (string & {})): Credential;
  /** @throws Error for a name that is no function of the template */
  invoke(functionName: string, event: unknown): Promise<InvocationResult>;
  /** Calls back for each AWS call, also refused ones; returns the way to stop. */
  observe(listener: CallObserver): () => void;
  /** Resolves when all queues are empty and no function runs; default limit 60 s of real time. */
  quiet(timeoutMs?: number): Promise<void>;
  /** Looks at the alarms now instead of at the next interval. */
  checkAlarms(): Promise<void>;
  close(): Promise<void>;
}

const DEFAULTS = { region: 'ap-southeast-1', account: '000000000000', concurrency: 4 } as const;
const ALARM_INTERVAL_MS = 2000;
const SCHEDULE_INTERVAL_MS = 1000;
const LIFECYCLE_INTERVAL_MS = 3_600_000;
const QUIET_LIMIT_MS = 60_000;

type Settings = OfficeOptions & Required<Pick<OfficeOptions, keyof typeof DEFAULTS>>;

/** Starts to serve what provisioning has put into the parts of the office. */
function startWork(ground: OfficeGround, settings: Settings): Work {
  const { parts, services, clients, endpoint } = ground;
  const { region, account, folder } = settings;
  const now = () => settings.clock?.now() ?? Date.now();
  const onError = (error: unknown) => (settings.onError ?? console.error)(error);
  const fleet = createFleet({
    ...ground,
    region,
    account,
    folder,
    concurrency: settings.concurrency,
    now,
    sqs: services.sqs,
    onLog: (entry) => settings.onLog?.(entry),
    onError,
  });
  const hostOf = (functionArn: string) => {
    const host = fleet.find(functionArn);
    if (!host) throw new Error(`no function ${functionArn}`);
    return host;
  };
  for (const api of parts.apis.values())
    api.server.serve(createHttpFront({ api, account, now, hostOf, onError }));
  for (const site of parts.sites)
    site.server.serve(createSiteFront({ site, s3: clients.s3, onError }));
  const alarms = watchAlarms({
    alarms: parts.alarms,
    sqs: clients.sqs,
    queueUrl: (queueName) => queueUrlOf(endpoint, account, queueName),
    intervalMs: ALARM_INTERVAL_MS,
    onAlarm: (alarm) => settings.onAlarm?.(alarm),
  });
  const timers = [
    setInterval(() => void services.s3.expireObjects().catch(onError), LIFECYCLE_INTERVAL_MS),
    setInterval(() => void services.fireDue().catch(onError), SCHEDULE_INTERVAL_MS),
  ].map((timer) => timer.unref());
  fleet.startPolling();
  return {
    fleet,
    alarms,
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      alarms.close();
      await fleet.close();
    },
  };
}

interface Work {
  readonly fleet: FunctionFleet;
  readonly alarms: AlarmWatch;
  close(): Promise<void>;
}

function describeOffice(
  ground: OfficeGround,
  settings: Settings,
  { fleet, alarms }: Work,
  outputs: StackOutputs,
): Omit<Office, 'close'> {
  const { parts, services, principals, endpoint, observers, clients } = ground;
  const { region, account } = settings;
  const [api] = parts.apis.values();
  const queueUrls = parts.mappings.map(({ queueArn }) =>
    queueUrlOf(endpoint, account, queueArn.split(':').at(-1) ?? ''),
  );
  return {
    apiUrl: api?.server.url ?? '',
    portalUrl: parts.sites[0]?.server.url ?? '',
    endpoint,
    region,
    account,
    outputs,
    functions: fleet.hosts.map(({ name }) => name),
    roles: Object.fromEntries(fleet.hosts.map(({ name, roleArn }) => [name, roleArn])),
    authorizer: ground.authorizer,
    sms: services.sns,
    credentialsFor: (principal) =>
      principals.keyOf(
        principal === 'operator' ? ground.operator : (fleet.find(principal)?.roleArn ?? principal),
      ),
    invoke: async (functionName, event) => {
      const host = fleet.find(functionName);
      if (!host) throw new Error(`no function ${functionName} in the template`);
      return host.invoke(event);
    },
    observe: observers.add,
    quiet: (timeoutMs = QUIET_LIMIT_MS) =>
      waitUntilQuiet({
        sqs: clients.sqs,
        queueUrls: [...new Set(queueUrls)],
        running: () => fleet.running,
        delivered: () => services.settled(),
        calls: () => observers.count,
        timeoutMs,
      }),
    checkAlarms: alarms.check,
  };
}

/**
 * Starts everything the assembly describes.
 * @throws RunnerError for a type, property, intrinsic or change the runner does not know;
 * Error when another office already runs on the folder
 */
export async function startOffice(options: OfficeOptions): Promise<Office> {
  const settings = { ...DEFAULTS, ...options, folder: resolve(options.folder) };
  const { folder, region, account } = settings;
  const stacks = readAssembly(resolve(options.assembly));
  checkResources(stacks);
  const running = await findRunningOffice(folder);
  if (running) throw new Error(`an office already runs on ${folder} (process ${running.pid})`);

  let start: (work: Work) => void = () => undefined;
  const started = new Promise<Work>((resolveWork) => {
    start = resolveWork;
  });
  const ground = await openGround({
    folder,
    region,
    account,
    ports: options.ports ?? {},
    faults: options.faults ?? {},
    now: () => options.clock?.now() ?? Date.now(),
    invokeFunction: async (functionArn, event) => {
      const { fleet } = await started;
      const host = fleet.find(functionArn);
      if (!host) throw new Error(`no function ${functionArn}`);
      await host.invoke(event);
    },
    onError: settings.onError ?? console.error,
  });
  try {
    const { clients, parts } = ground;
    const outputs = await provision(stacks, {
      region,
      account,
      clients,
      parts,
      parameters: options.parameters ?? {},
    });
    await removeOldRules(clients.events, parts.rules);
    await removeOldSchedules(clients.scheduler, parts.schedules);
    const work = startWork(ground, settings);
    start(work);
    const office = describeOffice(ground, settings, work, outputs);
    announceOffice(folder, {
      pid: process.pid,
      endpoint: office.endpoint,
      apiUrl: office.apiUrl,
      portalUrl: office.portalUrl,
      region,
      account,
      outputs,
      operator: ground.principals.keyOf(ground.operator),
    });
    return {
      ...office,
      close: async () => {
        withdrawOffice(folder);
        await work.close();
        await ground.close();
      },
    };
  } catch (error) {
    await ground.close();
    throw error;
  }
}
