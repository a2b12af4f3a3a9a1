import { authenticate } from './authenticate.ts';
import { createCodec } from './codec.ts';
import { collectBody } from './collect-body.ts';
import {
  authorizeCall,
  ConnectionCut,
  type EndpointRequest,
  type EndpointSurroundings,
  effectiveHeaders,
  injectFault,
} from './endpoint-call.ts';
import type { CallPoint } from './faults.ts';
import { type ParsedCall, readJsonRequest } from './read-json-request.ts';
import { readQueryRequest } from './read-query-request.ts';
import { readRestRequest } from './read-rest-request.ts';
import { compileRoutes } from './route-rest-request.ts';
import { loadOperations, loadQueryErrorCodes } from './schema-operations.ts';
import { AwsServiceError, type EmulatedService } from './service.ts';
import { sha256Hex } from './sigv4.ts';
import { toServiceError, writeError } from './write-error.ts';
import { writeResponse } from './write-response.ts';

/** Answers the requests of one emulated service. */
export interface ServiceHost {
  handle(endpoint: EndpointRequest): Promise<void>;
}

/** The body must be what the signature says it is; S3 allows it to be left unsigned. */
async function collectSignedBody({ request, signed }: EndpointRequest): Promise<Buffer> {
  const body = await collectBody(request);
  const claimed = request.headers['x-amz-content-sha256'];
  const unsigned = claimed === 'UNSIGNED-PAYLOAD' || (signed.presigned && claimed === undefined);
  if (!unsigned && claimed !== sha256Hex(body)) {
    throw new AwsServiceError(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  return body;
}

/** Hosts a service: reads its protocol, authenticates, authorizes, runs and answers. */
export function createServiceHost(
  service: EmulatedService,
  surroundings: EndpointSurroundings,
): ServiceHost {
  const { protocol, sdk, signingName } = service;
  const format = {
    protocol,
    jsonVersion: service.jsonVersion ?? ('1.1' as const),
    xmlNamespace: service.xmlNamespace ?? '',
    codec: createCodec(protocol, service.xmlNamespace),
    queryCodes: loadQueryErrorCodes(sdk),
  };
  const operations = loadOperations(sdk);
  const routes = compileRoutes(operations.values());
  const streams = protocol === 'restXml';

  /** Everything but S3 is read before its signature is checked: the signature covers the body. */
  const authenticateBody = async (endpoint: EndpointRequest) => {
    const { request, rawPath, query, signed } = endpoint;
    const body = streams ? undefined : await collectBody(request);
    const method = request.method ?? 'GET';
    const signable = { method, rawPath, query, headers: request.headers };
    const { credentials, context } = surroundings;
    const clock = { credentials, region: context.region, now: context.now() };
    return { body, credential: authenticate({ signed, signable, body }, clock) };
  };

  const parse = (endpoint: EndpointRequest, body: Buffer | undefined): Promise<ParsedCall> => {
    const { request, rawPath, query } = endpoint;
    if (protocol === 'json') {
      return readJsonRequest(format.codec, operations, request, body ?? Buffer.alloc(0));
    }
    if (protocol === 'query') {
      return Promise.resolve(readQueryRequest(format.codec, operations, body ?? Buffer.alloc(0)));
    }
    const method = request.method ?? 'GET';
    const headers = streams ? effectiveHeaders(endpoint) : request.headers;
    return readRestRequest(format.codec, routes, {
      request,
      target: { method, rawPath, query, headers },
      collectBody: async () => body ?? (await collectSignedBody(endpoint)),
    });
  };

  const run = async (endpoint: EndpointRequest, call: ParsedCall, point: CallPoint) => {
    const handler = service.handlers[point.operation];
    if (!handler) {
      throw new AwsServiceError(
        'NotImplemented',
        `NotImplemented: ${signingName}:${point.operation} is not emulated locally`,
        { status: 501 },
      );
    }
    const { authorizer, faults, context } = surroundings;
    authorizeCall(authorizer, point, service.authorize(point.operation, call.input));
    injectFault(faults.before?.(point));
    const output = await handler(call.input as never, {
      principal: point.principal,
      request: endpoint.request,
      url: new URL(`${context.baseUrl()}${endpoint.request.url ?? '/'}`),
      allows: (need) => authorizer.isAllowed(point.principal, need),
    });
    injectFault(faults.after?.(point));
    await writeResponse(format, endpoint.response, call.operation, output);
  };

  return {
    handle: async (endpoint) => {
      let point: CallPoint = { service: signingName, operation: '', principal: '', input: {} };
      let errorCode: string | undefined;
      try {
        const { body, credential } = await authenticateBody(endpoint);
        point = { ...point, principal: credential.principalArn };
        const call = await parse(endpoint, body);
        point = { ...point, operation: call.operation.name, input: call.input };
        await run(endpoint, call, point);
      } catch (thrown) {
        errorCode = answerFailure(endpoint, format, thrown);
      }
      const status = endpoint.response.headersSent ? endpoint.response.statusCode : 0;
      surroundings.observe({ ...point, status, ...(errorCode ? { errorCode } : {}) });
    },
  };
}

/** Answers an error and lets the rest of an unread upload drain; returns the code it had. */
function answerFailure(
  { request, response }: EndpointRequest,
  format: Parameters<typeof writeError>[0],
  thrown: unknown,
): string {
  if (thrown instanceof ConnectionCut) {
    request.socket.destroy();
    return 'ConnectionCut';
  }
  const error = toServiceError(thrown);
  writeError(format, response, error);
  request.resume();
  return error.code;
}
