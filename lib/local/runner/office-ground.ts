import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EndpointFaults } from '../aws/faults.ts';
import { type Authorizer, createAuthorizer } from '../iam/authorizer.ts';
import { closeServers, createOfficeParts, type OfficePorts } from './create-office-parts.ts';
import { type LocalServices, startLocalServices } from './local-services.ts';
import { createObservers, type Observers } from './observers.ts';
import type { OfficeParts } from './office-parts.ts';
import { createOperatorClients, destroyClients } from './operator-clients.ts';
import { openPrincipals, operatorArn, operatorPolicy, type Principals } from './principals.ts';
import type { OperatorClients } from './resource-type.ts';

export interface GroundOptions {
  readonly folder: string;
  readonly region: string;
  readonly account: string;
  readonly ports: OfficePorts;
  readonly faults: EndpointFaults;
  now(): number;
  /** Runs a function that a rule or schedule is due for. */
  invokeFunction(functionArn: string, event: unknown): Promise<void>;
  onError(error: unknown): void;
}

/** What an office stands on before its template is carried out: endpoints, keys, the operator. */
export interface OfficeGround {
  readonly endpoint: string;
  readonly services: LocalServices;
  readonly principals: Principals;
  readonly operator: string;
  readonly clients: OperatorClients;
  readonly parts: OfficeParts;
  readonly authorizer: Authorizer;
  readonly observers: Observers;
  close(): Promise<void>;
}

export async function openGround(options: GroundOptions): Promise<OfficeGround> {
  const { folder, region, account, ports } = options;
  mkdirSync(folder, { recursive: true });
  const parts = createOfficeParts(ports);
  const principals = openPrincipals(join(folder, 'credentials.json'));
  const operator = operatorArn(account);
  const authorizer = createAuthorizer({
    account,
    policiesOf: (principal) =>
      principal === operator ? [operatorPolicy] : (parts.roles.get(principal) ?? []),
  });
  const observers = createObservers();
  const services = await startLocalServices({
    ...options,
    port: ports.endpoint ?? 0,
    principals,
    authorizer,
    observe: observers.observe,
  });
  const { accessKeyId, secretAccessKey } = principals.keyOf(operator);
  const endpoint = services.endpoints.baseUrl;
  const clients = createOperatorClients({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
  });
  return {
    endpoint,
    services,
    principals,
    operator,
    clients,
    parts,
    authorizer,
    observers,
    close: async () => {
      await closeServers(parts);
      destroyClients(clients);
      await services.endpoints.close();
    },
  };
}
