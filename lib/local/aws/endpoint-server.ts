import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Authorizer } from '../iam/authorizer.ts';
import { refuseUnsigned } from './authenticate.ts';
import type { CredentialStore } from './credential-store.ts';
import { createDynamoHost } from './dynamo-host.ts';
import type { EndpointSurroundings } from './endpoint-call.ts';
import type { CallObserver, EndpointFaults } from './faults.ts';
import { parseAuthorization } from './parse-authorization.ts';
import {
  AwsServiceError,
  type EmulatedDynamo,
  type EmulatedService,
  type ServiceContext,
} from './service.ts';
import { createServiceHost, type ServiceHost } from './service-host.ts';
import { toServiceError, writeError } from './write-error.ts';

export interface EndpointOptions {
  /** Root of the durable state; each service has its own folder below it. */
  readonly folder: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly region: string;
  readonly account: string;
  /** Milliseconds since the epoch. */
  now(): number;
  services(
    context: ServiceContext,
  ): readonly EmulatedService[] | Promise<readonly EmulatedService[]>;
  dynamo?(context: ServiceContext): Promise<EmulatedDynamo>;
  readonly credentials: CredentialStore;
  readonly authorizer: Authorizer;
  readonly faults?: EndpointFaults;
  /** Called once for each call, also refused ones. */
  readonly observe?: CallObserver;
}

export interface Endpoints {
  /** For example http://127.0.0.1:4510: the value of AWS_ENDPOINT_URL. */
  readonly baseUrl: string;
  /** Ends connections, then closes the services. */
  close(): Promise<void>;
}

/** The same surroundings with a folder of their own, for one service. */
export function inSubfolder(context: ServiceContext, name: string): ServiceContext {
  return { ...context, folder: path.join(context.folder, name) };
}

const XML_ERRORS = {
  protocol: 'restXml',
  jsonVersion: '1.1',
  xmlNamespace: '',
  queryCodes: new Map<string, string>(),
} as const;

async function route(
  hosts: ReadonlyMap<string, ServiceHost>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = request.url ?? '/';
  const mark = address.indexOf('?');
  const rawPath = mark < 0 ? address : address.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? '' : address.slice(mark + 1));
  const signed = parseAuthorization(request, query);
  const json = request.headers['x-amz-target'] !== undefined;
  const format = json ? ({ ...XML_ERRORS, protocol: 'json' } as const) : XML_ERRORS;
  const host = signed && hosts.get(signed.service);
  if (signed && host) {
    await host.handle({ request, response, rawPath, query, signed });
    return;
  }
  const refusal = signed
    ? new AwsServiceError(
        'NotImplemented',
        `NotImplemented: ${signed.service} is not emulated locally`,
        { status: 501 },
      )
    : refuseUnsigned(json ? 'json' : 's3');
  writeError(format, response, refusal);
  request.resume();
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closeAll(
  server: Server,
  closers: readonly { close(): Promise<void> }[],
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
  for (const closer of closers) await closer.close();
}

/** Starts every emulated service on one port of 127.0.0.1. */
export async function startEndpoints(options: EndpointOptions): Promise<Endpoints> {
  await mkdir(options.folder, { recursive: true });
  let baseUrl = '';
  const { folder, region, account } = options;
  const context: ServiceContext = {
    folder,
    region,
    account,
    now: () => options.now(),
    baseUrl: () => baseUrl,
  };
  const surroundings: EndpointSurroundings = {
    context,
    credentials: options.credentials,
    authorizer: options.authorizer,
    faults: options.faults ?? {},
    observe: options.observe ?? (() => undefined),
  };
  const services = await options.services(context);
  const dynamo = await options.dynamo?.(inSubfolder(context, 'dynamodb'));
  const hosts = new Map<string, ServiceHost>(
    services.map((service) => [service.signingName, createServiceHost(service, surroundings)]),
  );
  if (dynamo) hosts.set('dynamodb', createDynamoHost(dynamo, surroundings));
  const server = createServer((request, response) => {
    route(hosts, request, response).catch((error: unknown) => {
      writeError(XML_ERRORS, response, toServiceError(error));
    });
  });
  // Longer than the SDK's idle sockets live, so that no request meets a closing connection.
  server.keepAliveTimeout = 65_000;
  baseUrl = await listen(server, options.port ?? 0);
  return { baseUrl, close: () => closeAll(server, [...services, ...(dynamo ? [dynamo] : [])]) };
}
