import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { openLocalServer } from '../runner/local-server.ts';
import { failurePage, type IssuerPerson, signInPage, styleHash } from './issuer-pages.vi.ts';
import { openIssuerSecrets } from './issuer-secrets.ts';
import { errors, Provider } from './oidc-provider.ts';
import { INTERACTION_PATH, type IssuerClient, providerSettings } from './provider-settings.ts';

export interface LocalIssuer {
  /** Issuer identifier and address. */
  readonly url: string;
  /** Begins to answer; until then it says 503. */
  serve(options: {
    readonly client: IssuerClient;
    readonly now: () => number;
    /** People who have a role at the desk now. */
    readonly listPeople: () => Promise<readonly IssuerPerson[]>;
    onError(error: unknown): void;
  }): Promise<void>;
  close(): Promise<void>;
}

const MAX_FORM_BYTES = 4_096;

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_FORM_BYTES) break;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function showPage(response: ServerResponse, status: number, html: string): void {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.writeHead(status).end(html);
}

/** Browsers hold a form to `form-action` also where its answer leads: back to the desk. */
function guard(response: ServerResponse, client: IssuerClient): void {
  response.setHeader('cache-control', 'no-store');
  response.setHeader(
    'content-security-policy',
    `default-src 'none'; style-src ${styleHash}; form-action 'self' ${client.origin}; base-uri 'none'; frame-ancestors 'none'`,
  );
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('x-content-type-options', 'nosniff');
}

/**
 * The issuer of the training office: signs demo people in without a password, on this machine
 * only. Everything it answers says that it is for training.
 */
export async function openLocalIssuer(options: {
  readonly port: number;
  /** Keeps the keys. */
  readonly folder: string;
}): Promise<LocalIssuer> {
  const server = await openLocalServer(options.port);
  const secrets = await openIssuerSecrets(options.folder);
  return {
    url: server.url,
    close: server.close,
    serve: async ({ client, now, listPeople, onError }) => {
      const findPerson = async (personId: string) =>
        (await listPeople()).find((person) => person.personId === personId);
      const provider = new Provider(
        server.url,
        providerSettings({ secrets, client, now, findPerson }),
      );
      provider.on('server_error', (_, error) => onError(error));
      const answerOidc = provider.callback();

      const signIn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
        const { uid } = await provider.interactionDetails(request, response);
        const action = `${INTERACTION_PATH}/${uid}`;
        if (request.method !== 'POST')
          return showPage(response, 200, signInPage(action, await listPeople()));
        const personId = (await readForm(request)).get('person') ?? '';
        if ((await findPerson(personId)) === undefined)
          return showPage(response, 400, failurePage('unknown_person'));
        await provider.interactionFinished(request, response, {
          login: { accountId: personId },
        });
      };

      const listener: RequestListener = (request, response) => {
        guard(response, client);
        if (!(request.url ?? '').startsWith(`${INTERACTION_PATH}/`)) {
          void answerOidc(request, response);
          return;
        }
        signIn(request, response).catch((error: unknown) => {
          // The interaction has ended, or its cookie is missing: nothing to go on with.
          if (error instanceof errors.SessionNotFound)
            return showPage(response, 400, failurePage('interaction_ended'));
          onError(error);
          return showPage(response, 500, failurePage('server_error'));
        });
      };
      server.serve(listener);
    },
  };
}
