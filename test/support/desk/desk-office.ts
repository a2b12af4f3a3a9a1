import { readFile } from 'node:fs/promises';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createApp } from '../../../functions/desk/app.ts';
import { createApp as createPrintApp } from '../../../functions/desk-print/app.ts';
import { doorAdapters } from '../../../functions/shared/register-adapters.ts';
import { createDeskReader } from '../../../lib/desk/desk-reader.dynamo.ts';
import { createFileAddresses } from '../../../lib/desk/file-address.s3.ts';
import { createIssuerKeys } from '../../../lib/desk/issuer-keys.ts';
import { createDeskPeople } from '../../../lib/desk/people.dynamo.ts';
import { createReadingLog } from '../../../lib/desk/reading-log.dynamo.ts';
import { apiHandler } from '../../../lib/platform/http-api.ts';
import { createLogger } from '../../../lib/platform/logger.ts';
import { createBookReader } from '../../../lib/register/books/books.dynamo.ts';
import { createDocumentFiles } from '../../../lib/register/document-files.s3.ts';
import { createDocumentStore } from '../../../lib/register/document-store.dynamo.ts';
import { createLinksReader } from '../../../lib/register/links-reader.dynamo.ts';
import { createUploadStore } from '../../../lib/register/uploads.dynamo.ts';
import { fillDirectory, type TestDirectory } from '../office/directory.ts';
import { openTestGround, type TestGround } from '../office/ground.ts';
import { InProcessOffice } from '../office/in-process.ts';
import type { Run } from '../office/scenarios.ts';
import { deskRolesOf } from './desk-people.ts';

export interface DeskReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read freely by the assertions.
  readonly body: any;
  readonly bytes: Buffer;
}

const tinos = (file: string): Promise<Buffer> =>
  readFile(new URL(`../../../node_modules/@expo-google-fonts/tinos/${file}`, import.meta.url));
const fonts = async () => ({
  regular: await tinos('400Regular/Tinos_400Regular.ttf'),
  bold: await tinos('700Bold/Tinos_700Bold.ttf'),
  italic: await tinos('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
});

const ISSUER = 'https://sign-in.example';
const AUDIENCE = 'urn:vanthu:desk';

/** The office in this process with its desk: HTTP stack, tokens and roles included. */
export class DeskOffice {
  readonly test: TestGround;
  readonly directory: TestDirectory;
  readonly office: InProcessOffice;
  readonly log: string[] = [];
  readonly #handler: ReturnType<typeof apiHandler>;
  readonly #key: CryptoKey;
  #runs = 0;

  private constructor(
    parts: { test: TestGround; directory: TestDirectory; office: InProcessOffice },
    handler: (log: string[]) => ReturnType<typeof apiHandler>,
    key: CryptoKey,
  ) {
    this.test = parts.test;
    this.directory = parts.directory;
    this.office = parts.office;
    this.#handler = handler(this.log);
    this.#key = key;
  }

  static async open(): Promise<DeskOffice> {
    const test = await openTestGround();
    const directory = await fillDirectory(test);
    await deskRolesOf(test);
    const office = await InProcessOffice.open(test, directory, 'portal');
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
    const answers: Readonly<Record<string, unknown>> = {
      [`${ISSUER}/.well-known/openid-configuration`]: {
        issuer: ISSUER,
        jwks_uri: `${ISSUER}/jwks`,
      },
      [`${ISSUER}/jwks`]: { keys: [jwk] },
    };
    const app = createDeskApps(test, async (url) => answers[url]);
    const now = () => new Date(test.clock.now());
    return new DeskOffice(
      { test, directory, office },
      (log) =>
        apiHandler(
          app,
          createLogger('desk', now, (line) => log.push(line)),
        ),
      privateKey,
    );
  }

  /** A run of the scenarios' helpers, with a key of its own. */
  run(prefix = 'k'): Run {
    this.#runs += 1;
    const key = `${prefix}${this.#runs}x`;
    return { test: this.test, directory: this.directory, office: this.office, key, sent: [] };
  }

  tokenOf(personId: string): Promise<string> {
    const seconds = Math.floor(this.test.clock.now() / 1000);
    return new SignJWT({ client_id: 'vanthu-desk' })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' })
      .setSubject(personId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 300)
      .sign(this.#key);
  }

  /** One call by a person; `path` is below /desk/api and may have a query. */
  async call(
    personId: string,
    route: `${'GET' | 'POST'} ${string}`,
    body?: unknown,
  ): Promise<DeskReply> {
    const [method = '', target = ''] = route.split(' ');
    const url = new URL(`/desk/api/${target}`, 'https://desk.example');
    const answer = await this.#handler(
      {
        rawPath: url.pathname,
        headers: { authorization: `Bearer ${await this.tokenOf(personId)}` },
        queryStringParameters: Object.fromEntries(url.searchParams),
        requestContext: { http: { method } },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        isBase64Encoded: false,
      } as unknown as APIGatewayProxyEventV2,
      { awsRequestId: 'r-1' } as Context,
    );
    const bytes = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8');
    const headers = (answer.headers ?? {}) as Record<string, string>;
    const isJson = String(headers['content-type']).startsWith('application/json');
    return {
      status: answer.statusCode ?? 0,
      headers,
      body: isJson ? JSON.parse(bytes.toString('utf8')) : undefined,
      bytes,
    };
  }

  async close(): Promise<void> {
    this.office.close();
    await this.test.close();
  }
}

/** The functions of the desk, composed as their handlers compose them; the path says which one. */
const createDeskApps = (
  { ground, names, clock }: TestGround,
  fetchJson: (url: string) => Promise<unknown>,
) => {
  const { dynamodb: dynamo, sqs, s3, kms } = ground.clients;
  const { tables, queues, buckets, keys } = names;
  const now = () => new Date(clock.now());
  const around = {
    now,
    pause: async () => undefined,
    random: () => 0,
    logger: createLogger('desk', now, () => undefined),
  };
  const env = {
    REGISTER_TABLE: tables.register,
    HISTORY_TABLE: tables.history,
    DIRECTORY_TABLE: tables.directory,
    QUARANTINE_BUCKET: buckets.quarantine,
    DATA_KEY_ID: keys.data,
    SCREEN_QUEUE_URL: queues.screen,
    SIGN_QUEUE_URL: queues.sign,
    NOTIFY_QUEUE_URL: queues.notify,
    PUBLISH_QUEUE_URL: queues.publish,
    ANSWER_QUEUE_URL: queues.answer,
    WEBHOOK_QUEUE_URL: queues.webhook,
  };
  const signIn = {
    people: createDeskPeople(dynamo, tables.directory),
    tokens: {
      rules: { issuer: ISSUER, audience: AUDIENCE, personClaim: 'sub', tokenType: 'at+jwt' },
      keys: createIssuerKeys({ issuer: ISSUER, fetchJson, now }),
      now,
    },
  } as const;
  const bookReader = createBookReader(dynamo, tables.register);
  const desk = createApp({
    ...signIn,
    ...doorAdapters(env, { dynamo, sqs, s3, kms }, around),
    addresses: createFileAddresses(s3, buckets.files, now),
    bookReader,
    files: createDocumentFiles(s3, buckets.files),
    links: createLinksReader(dynamo, tables),
    reader: createDeskReader(dynamo, tables),
    readings: createReadingLog(dynamo, tables.history),
    uploads: createUploadStore(dynamo, tables.register),
  });
  const print = createPrintApp({
    ...signIn,
    agency: { name: 'Ủy ban Dân tộc' },
    bookReader,
    fonts,
    now,
    store: createDocumentStore(dynamo, tables),
  });
  return (request: Parameters<typeof desk>[0]) =>
    (/(file|sheet)$/.test(request.path) ? print : desk)(request);
};
