import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Authorizer } from '../iam/authorizer.ts';
import type { CredentialStore } from './credential-store.ts';
import type { CallObserver, CallPoint, EndpointFaults } from './faults.ts';
import type { SignedRequest } from './parse-authorization.ts';
import { type AuthorizationNeed, AwsServiceError, type ServiceContext } from './service.ts';

/** What the server and each service's host share. */
export interface EndpointSurroundings {
  readonly context: ServiceContext;
  readonly credentials: CredentialStore;
  readonly authorizer: Authorizer;
  readonly faults: EndpointFaults;
  readonly observe: CallObserver;
}

/** A request with its address taken apart and its signature read. */
export interface EndpointRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly rawPath: string;
  readonly query: URLSearchParams;
  readonly signed: SignedRequest;
}

/** Thrown where an injected fault cuts the connection. */
export class ConnectionCut extends Error {
  constructor() {
    super('an injected fault cut the connection');
    this.name = 'ConnectionCut';
  }
}

/** Each service words a refusal by IAM in its own way. */
function wordDenial(service: string, error: unknown): unknown {
  if (!(error instanceof AwsServiceError) || error.code !== 'AccessDeniedException') return error;
  const codes: Readonly<Record<string, string>> = { s3: 'AccessDenied', sns: 'AuthorizationError' };
  const code = codes[service];
  return code ? new AwsServiceError(code, error.message, { status: 403 }) : error;
}

/** Asks IAM; throws the service's own refusal. */
export function authorizeCall(
  authorizer: Authorizer,
  point: CallPoint,
  needs: readonly AuthorizationNeed[],
): void {
  try {
    authorizer.check(point.principal, needs);
  } catch (error) {
    throw wordDenial(point.service, error);
  }
}

/** Throws what an injected fault asks for. */
export function injectFault(fault: AwsServiceError | 'disconnect' | undefined): void {
  if (fault === undefined) return;
  throw fault === 'disconnect' ? new ConnectionCut() : fault;
}

/**
 * The headers S3 goes by. In a presigned URL the SDK moves x-amz- headers into the query, and S3
 * takes them from there, except checksums: it ignores those in a query
 * (github.com/aws/aws-sdk-js-v3/issues/4448). Only a signed header binds an upload to its bytes.
 */
export function effectiveHeaders({
  request,
  query,
  signed,
}: Pick<EndpointRequest, 'request' | 'query' | 'signed'>): IncomingHttpHeaders {
  if (!signed.presigned) return request.headers;
  const hoisted = [...query]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name.startsWith('x-amz-') && !/checksum/.test(name));
  return { ...Object.fromEntries(hoisted), ...request.headers };
}
