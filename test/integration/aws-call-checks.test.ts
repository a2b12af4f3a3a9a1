import { KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AwsServiceError } from '../../lib/local/aws/service.ts';
import { OPERATOR } from '../support/local-endpoints.ts';
import {
  type RecordingEndpoints,
  signCommand,
  startRecordingEndpoints,
} from './aws-recording-services.ts';
import { failureOf } from './call-failure.ts';

let endpoints: RecordingEndpoints;

beforeEach(async () => {
  endpoints = await startRecordingEndpoints();
});

afterEach(() => endpoints.close());

describe('signatures', () => {
  test('an unknown access key is refused', async () => {
    const config = endpoints.clientFor();
    const credentials = { ...config.credentials, accessKeyId: 'AKIAUNKNOWN' };
    const error = await failureOf(
      new KMSClient({ ...config, credentials }).send(new ListAliasesCommand({})),
    );
    expect(error.name).toBe('UnrecognizedClientException');
  });

  test('a wrong secret is refused', async () => {
    const config = endpoints.clientFor();
    const credentials = { ...config.credentials, secretAccessKey: 'wrong' };
    const error = await failureOf(
      new KMSClient({ ...config, credentials }).send(new ListAliasesCommand({})),
    );
    expect(error.name).toBe('InvalidSignatureException');
  });

  test('a body changed after signing is refused', async () => {
    const client = new KMSClient(endpoints.clientFor());
    client.middlewareStack.add(
      (next) => (argument) => {
        Object.assign(argument.request as object, { body: '[]' });
        return next(argument);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const error = await failureOf(client.send(new ListAliasesCommand({})));
    expect(error.name).toBe('InvalidSignatureException');
  });

  test('another region is refused', async () => {
    const config = { ...endpoints.clientFor(), region: 'us-east-1' };
    const error = await failureOf(new KMSClient(config).send(new ListAliasesCommand({})));
    expect(error.name).toBe('InvalidSignatureException');
    expect(error.message).toContain('ap-southeast-1');
  });

  test('temporary credentials end by the clock of the endpoints', async () => {
    const temporary = {
      accessKeyId: 'ASIATEMPORARY',
      secretAccessKey: 'secret',
      sessionToken: 'token',
      principalArn: OPERATOR,
      expiresAt: endpoints.clock.now + 1000,
    };
    endpoints.credentials.add(temporary);
    const client = new KMSClient({ ...endpoints.clientFor(), credentials: temporary });
    await client.send(signCommand);
    endpoints.clock.now += 1000;
    expect((await failureOf(client.send(signCommand))).name).toBe('ExpiredTokenException');
  });

  test('a request without a signature is refused', async () => {
    const answer = await fetch(`${endpoints.baseUrl}/bucket/key`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Code>AccessDenied</Code>');
  });
});

describe('observation, authorization and faults', () => {
  test('every call is observed with its principal, status and error', async () => {
    const client = new KMSClient(endpoints.clientFor());
    await client.send(signCommand);
    await failureOf(client.send(new ListAliasesCommand({})));
    expect(endpoints.calls).toMatchObject([
      { service: 'kms', operation: 'Sign', principal: OPERATOR, status: 200 },
      { service: 'kms', operation: 'ListAliases', status: 501, errorCode: 'NotImplemented' },
    ]);
  });

  test('a principal without a grant is refused in the words of AWS', async () => {
    const role = 'arn:aws:iam::111122223333:role/none';
    const error = await failureOf(new KMSClient(endpoints.clientFor(role)).send(signCommand));
    expect(error).toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    });
    expect(error.message).toContain(
      `User: ${role} is not authorized to perform: kms:Sign on resource: arn:aws:kms:::key/1`,
    );
    expect(endpoints.received()).toEqual({});
  });

  test('an injected error is answered and the call does not run', async () => {
    endpoints.faults.before = () => new AwsServiceError('ThrottlingException', 'Rate exceeded');
    const error = await failureOf(new KMSClient(endpoints.clientFor()).send(signCommand));
    expect(error.name).toBe('ThrottlingException');
    expect(endpoints.received()).toEqual({});
  });

  test('a lost reply breaks the connection after the call has run', async () => {
    endpoints.faults.after = () => 'disconnect';
    await failureOf(new KMSClient(endpoints.clientFor()).send(signCommand));
    expect(endpoints.received()['KeyId']).toBe('key');
    expect(endpoints.calls).toMatchObject([{ status: 0, errorCode: 'ConnectionCut' }]);
  });
});
