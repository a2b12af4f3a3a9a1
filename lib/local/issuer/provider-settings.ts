import type { Configuration } from 'oidc-provider';
import { failurePage, type IssuerPerson, signedOutPage, signOutPage } from './issuer-pages.vi.ts';
import type { IssuerSecrets } from './issuer-secrets.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import { errors } from './oidc-provider.ts';

/** The page the issuer signs people in to. */
export interface IssuerClient {
  readonly clientId: string;
  readonly audience: string;
  /** Origin of the page. */
  readonly origin: string;
  readonly signedIn: string;
  readonly signedOut: string;
}

export const INTERACTION_PATH = '/sign-in';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const SCOPES = 'openid profile offline_access';

/** Short access tokens, renewed while the person works; a working day at most. */
const ttl = {
  AccessToken: 5 * MINUTE,
  AuthorizationCode: MINUTE,
  Grant: 8 * HOUR,
  IdToken: 5 * MINUTE,
  Interaction: 15 * MINUTE,
  RefreshToken: 8 * HOUR,
  Session: 8 * HOUR,
} as const;

const clientSettings = (client: IssuerClient): NonNullable<Configuration['clients']>[number] => ({
  client_id: client.clientId,
  token_endpoint_auth_method: 'none',
  application_type: 'web',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: [`${client.origin}${client.signedIn}`],
  post_logout_redirect_uris: [`${client.origin}${client.signedOut}`],
  id_token_signed_response_alg: 'ES256',
});

/**
 * OpenID Connect as the desk needs it: code flow with PKCE for a public client, access tokens as
 * JWT (RFC 9068) for the desk's audience, refresh, end of session.
 */
export const providerSettings = (options: {
  readonly secrets: IssuerSecrets;
  readonly client: IssuerClient;
  readonly now: () => number;
  readonly findPerson: (personId: string) => Promise<IssuerPerson | undefined>;
}): Configuration => {
  const { secrets, client } = options;
  return {
    adapter: createMemoryAdapter(options.now),
    clients: [clientSettings(client)],
    jwks: { keys: [secrets.signingKey as never] },
    cookies: { keys: [secrets.cookieKey] },
    ttl,
    scopes: SCOPES.split(' '),
    claims: { openid: ['sub'], profile: ['name'] },
    pkce: { required: () => true },
    responseTypes: ['code'],
    clientBasedCORS: (_, origin) => origin === client.origin,
    issueRefreshToken: async (_, asking) => asking.grantTypeAllowed('refresh_token'),
    findAccount: async (_, personId) => {
      const person = await options.findPerson(personId);
      if (person === undefined) return undefined;
      return { accountId: personId, claims: () => ({ sub: personId, name: person.name }) };
    },
    // The desk is the agency's own: nobody is asked to consent to it.
    loadExistingGrant: async (ctx) => {
      const { client: asking, session, provider } = ctx.oidc;
      const accountId = session?.accountId;
      if (asking === undefined || accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: asking.clientId, accountId });
      grant.addOIDCScope(SCOPES);
      await grant.save();
      return grant;
    },
    interactions: { url: (_, { uid }) => `${INTERACTION_PATH}/${uid}` },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => client.audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_, resource) => {
          if (resource !== client.audience) throw new errors.InvalidTarget();
          return {
            scope: '',
            audience: client.audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: ttl.AccessToken,
            jwt: { sign: { alg: 'ES256' } },
          };
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = signOutPage(form);
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = signedOutPage();
        },
      },
    },
    renderError: (ctx, { error }) => {
      ctx.type = 'html';
      ctx.body = failurePage(error);
    },
  };
};
