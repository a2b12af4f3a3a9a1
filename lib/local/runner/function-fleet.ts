import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { EmulatedSqs } from '../sqs/sqs-service.ts';
import { createFunctionHost, type FunctionHost } from './function-host.ts';
import { type FunctionLog, type LogEntry, openFunctionLog } from './function-log.ts';
import type { OfficeParts } from './office-parts.ts';
import type { Principals } from './principals.ts';
import { type QueuePoller, startQueuePoller } from './queue-poller.ts';
import { workerVariables } from './worker-variables.ts';

export interface FunctionFleetOptions {
  readonly parts: OfficeParts;
  readonly principals: Principals;
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
  readonly folder: string;
  readonly concurrency: number;
  now(): number;
  readonly sqs: EmulatedSqs;
  onLog(entry: LogEntry): void;
  onError(error: unknown): void;
}

/** All functions of the template and the pollers that feed them. */
export interface FunctionFleet {
  readonly hosts: readonly FunctionHost[];
  /** By ARN, name or short name; undefined when the template has no such function. */
  find(name: string): FunctionHost | undefined;
  startPolling(): void;
  /** Invocations and batches under way. */
  readonly running: number;
  close(): Promise<void>;
}

export const queueUrlOf = (endpoint: string, account: string, queueName: string): string =>
  `${endpoint}/${account}/${queueName}`;

/** Makes the hosts of all functions; threads start with the first event of each. */
export function createFleet(options: FunctionFleetOptions): FunctionFleet {
  const { parts, principals, endpoint, region, account, folder, now } = options;
  const logs: FunctionLog[] = [];
  const clients: SQSClient[] = [];
  const pollers: QueuePoller[] = [];

  const byArn = new Map<string, FunctionHost>();
  for (const definition of parts.functions.values()) {
    const log = openFunctionLog({
      name: definition.name,
      file: join(folder, 'logs', `${definition.name}.jsonl`),
      now,
      onLog: options.onLog,
    });
    logs.push(log);
    const credential = principals.keyOf(definition.roleArn);
    byArn.set(
      definition.arn,
      createFunctionHost({
        definition,
        variables: workerVariables(definition, { endpoint, region, folder, credential }),
        log,
        concurrency: options.concurrency,
        clockOffset: () => now() - Date.now(),
      }),
    );
  }
  const hosts = [...byArn.values()];
  const find = (name: string): FunctionHost | undefined =>
    byArn.get(name) ?? hosts.find((host) => host.name === name || host.functionName === name);

  const startPoller = (mapping: OfficeParts['mappings'][number]): QueuePoller => {
    const host = find(mapping.functionName);
    if (!host) throw new Error(`no function ${mapping.functionName} for ${mapping.queueArn}`);
    const { accessKeyId, secretAccessKey } = principals.keyOf(host.roleArn);
    const sqs = new SQSClient({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
    });
    clients.push(sqs);
    const queueName = mapping.queueArn.split(':').at(-1) ?? '';
    return startQueuePoller({
      mapping,
      host,
      sqs,
      queueUrl: queueUrlOf(endpoint, account, queueName),
      region,
      waitForMessages: (signal) => options.sqs.waitForMessages(queueName, signal),
      onError: options.onError,
    });
  };

  return {
    hosts,
    find,
    startPolling: () => {
      for (const mapping of parts.mappings) pollers.push(startPoller(mapping));
    },
    get running() {
      const invocations = hosts.reduce((sum, host) => sum + host.running, 0);
      return invocations + pollers.reduce((sum, poller) => sum + poller.busy, 0);
    },
    close: async () => {
      await Promise.all(pollers.map((poller) => poller.close()));
      await Promise.all(hosts.map((host) => host.close()));
      for (const client of clients) client.destroy();
      await Promise.all(logs.map((log) => log.close()));
    },
  };
}
