import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Credential,
  createCredentialStore,
  type WritableCredentialStore,
} from '../../lib/local/aws/credential-store.ts';
import { type EndpointOptions, startEndpoints } from '../../lib/local/aws/endpoint-server.ts';
import type { EndpointFaults, ObservedCall } from '../../lib/local/aws/faults.ts';
import type { PolicyDocument } from '../../lib/local/aws/service.ts';
import { type Authorizer, createAuthorizer } from '../../lib/local/iam/authorizer.ts';

export const REGION = 'ap-southeast-1';
export const ACCOUNT = '111122223333';
export const OPERATOR = `arn:aws:iam::${ACCOUNT}:role/operator`;
const ALLOW_ALL: PolicyDocument = {
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** The endpoints with a real socket, a clock in the test's hand, and one operator who may do all. */
export interface TestEndpoints {
  readonly baseUrl: string;
  readonly folder: string;
  readonly credentials: WritableCredentialStore;
  readonly authorizer: Authorizer;
  readonly calls: ObservedCall[];
  readonly faults: { -readonly [Name in keyof EndpointFaults]: EndpointFaults[Name] };
  readonly clock: { now: number };
  /** Client configuration of a principal; its policies replace those it had. */
  clientFor(principal?: string, ...policies: PolicyDocument[]): ClientConfiguration;
  close(): Promise<void>;
}

interface ClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credential;
  readonly maxAttempts: number;
}

/** Starts the endpoints on a free port with the given services. */
export async function startTestEndpoints(
  options: Pick<EndpointOptions, 'services' | 'dynamo'> & { folder?: string; start?: number },
): Promise<TestEndpoints> {
  const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), 'endpoints-')));
  const policies = new Map<string, readonly PolicyDocument[]>([[OPERATOR, [ALLOW_ALL]]]);
  const credentials = createCredentialStore();
  const authorizer = createAuthorizer({
    account: ACCOUNT,
    policiesOf: (principal) => policies.get(principal) ?? [],
  });
  const calls: ObservedCall[] = [];
  const faults: TestEndpoints['faults'] = {};
  const clock = { now: options.start ?? Date.now() };
  const endpoints = await startEndpoints({
    folder,
    region: REGION,
    account: ACCOUNT,
    now: () => clock.now,
    services: options.services,
    ...(options.dynamo ? { dynamo: options.dynamo } : {}),
    credentials,
    authorizer,
    faults,
    observe: (call) => calls.push(call),
  });
  return {
    baseUrl: endpoints.baseUrl,
    folder,
    credentials,
    authorizer,
    calls,
    faults,
    clock,
    clientFor: (principal = OPERATOR, ...documents) => {
      if (principal !== OPERATOR) policies.set(principal, documents);
      return {
        endpoint: endpoints.baseUrl,
        region: REGION,
        credentials: credentials.issue(principal),
        maxAttempts: 1,
      };
    },
    close: async () => {
      await endpoints.close();
      if (!options.folder) await rm(folder, { recursive: true, force: true });
    },
  };
}
