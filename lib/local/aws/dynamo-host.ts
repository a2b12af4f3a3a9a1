import { authenticate } from './authenticate.ts';
import { collectBody } from './collect-body.ts';
import {
  authorizeCall,
  ConnectionCut,
  type EndpointRequest,
  type EndpointSurroundings,
  injectFault,
} from './endpoint-call.ts';
import type { CallPoint } from './faults.ts';
import { readTarget } from './read-json-request.ts';
import { AwsServiceError, type EmulatedDynamo } from './service.ts';
import type { ServiceHost } from './service-host.ts';
import { toServiceError, writeError } from './write-error.ts';

const FORMAT = {
  protocol: 'json',
  jsonVersion: '1.0',
  xmlNamespace: '',
  queryCodes: new Map<string, string>(),
} as const;

function parseInput(body: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch {
    throw new AwsServiceError('SerializationException', 'The body is not JSON');
  }
}

/** Keeps what the engine writes when it refuses, so that observers learn the error's code. */
function watchErrorCode({ response }: EndpointRequest): () => string | undefined {
  const chunks: Buffer[] = [];
  const { write, end } = response;
  const keep = (chunk: unknown): void => {
    if (response.statusCode < 400) return;
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  response.write = ((...parameters: Parameters<typeof write>) => {
    keep(parameters[0]);
    return write.apply(response, parameters);
  }) as typeof write;
  response.end = ((...parameters: Parameters<typeof end>) => {
    keep(parameters[0]);
    return end.apply(response, parameters);
  }) as typeof end;
  return () => /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"/.exec(Buffer.concat(chunks).toString())?.[1];
}

function answerFailure({ request, response }: EndpointRequest, thrown: unknown): string {
  if (thrown instanceof ConnectionCut) {
    request.socket.destroy();
    return 'ConnectionCut';
  }
  const error = toServiceError(thrown);
  writeError(FORMAT, response, error);
  return error.code;
}

/** A response that swallows what the engine says, for the fault that loses a reply. */
function loseReply({ response }: EndpointRequest): void {
  response.write = (() => true) as typeof response.write;
  response.end = (() => {
    response.req.socket.destroy();
    return response;
  }) as typeof response.end;
}

/** Hosts the DynamoDB engine behind the same authentication, authorization and faults as the rest. */
export function createDynamoHost(
  dynamo: EmulatedDynamo,
  { context, credentials, authorizer, faults, observe }: EndpointSurroundings,
): ServiceHost {
  const run = async (endpoint: EndpointRequest, body: Buffer, point: CallPoint): Promise<void> => {
    authorizeCall(authorizer, point, dynamo.authorize(point.operation, point.input));
    injectFault(faults.before?.(point));
    const fault = faults.after?.(point);
    if (fault !== undefined) loseReply(endpoint);
    await dynamo.handle(endpoint.request, endpoint.response, body, point.principal);
  };
  return {
    handle: async (endpoint) => {
      const { request, response, rawPath, query, signed } = endpoint;
      const operation = readTarget(request);
      let point: CallPoint = { service: 'dynamodb', operation, principal: '', input: {} };
      const errorCode = watchErrorCode(endpoint);
      let failure: string | undefined;
      try {
        const body = await collectBody(request);
        const signable = {
          method: request.method ?? 'POST',
          rawPath,
          query,
          headers: request.headers,
        };
        const clock = { credentials, region: context.region, now: context.now() };
        const { principalArn } = authenticate({ signed, signable, body }, clock);
        point = { ...point, principal: principalArn, input: parseInput(body) };
        await run(endpoint, body, point);
      } catch (thrown) {
        failure = answerFailure(endpoint, thrown);
      }
      const code = failure ?? errorCode();
      const status = response.headersSent ? response.statusCode : 0;
      observe({ ...point, status, ...(code ? { errorCode: code } : {}) });
    },
  };
}
