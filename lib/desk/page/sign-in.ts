import * as oauth from 'oauth4webapi';
import { type DeskSettings, deskPaths } from '../contract.ts';
import type { Storage } from './kept-text.ts';
import type { Tokens } from './session.ts';

export interface SignInDeps {
  readonly settings: DeskSettings;
  /** Of the page. */
  readonly origin: string;
  readonly storage: Storage;
  readonly now: () => Date;
}

export interface SignIn {
  /** Where to send the person; `returnTo` is a path of the desk. */
  begin(returnTo: string): Promise<string>;
  /** After the issuer has sent the person back. */
  finish(address: URL): Promise<{ readonly tokens: Tokens; readonly returnTo: string }>;
  refresh(tokens: Tokens): Promise<Tokens>;
  /** Where signing out ends the issuer's session too; undefined when it offers no such place. */
  end(tokens: Tokens | undefined): Promise<string | undefined>;
}

interface Begun {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly returnTo: string;
}

const KEY = 'desk:sign-in';

/** Only the training issuer, on this machine, speaks without TLS. */
const isLoopback = (address: URL): boolean =>
  address.protocol === 'http:' && address.hostname === '127.0.0.1';

/** A path of the desk, whatever somebody wrote into the address. */
const deskPath = (path: string): string =>
  path.startsWith(`${deskPaths.page}/`) ? path : deskPaths.page;

/** Code flow with PKCE for a public client (RFC 7636, RFC 9700); tokens for the office's audience. */
export const createSignIn = ({ settings, origin, storage, now }: SignInDeps): SignIn => {
  const issuer = new URL(settings.issuer);
  const client: oauth.Client = { client_id: settings.clientId };
  const insecure = { [oauth.allowInsecureRequests]: isLoopback(issuer) };
  const redirectUri = `${origin}${deskPaths.signedIn}`;
  let found: Promise<oauth.AuthorizationServer> | undefined;

  const discover = (): Promise<oauth.AuthorizationServer> => {
    found ??= oauth
      .discoveryRequest(issuer, insecure)
      .then((response) => oauth.processDiscoveryResponse(issuer, response));
    // A failure is asked again the next time.
    found.catch(() => {
      found = undefined;
    });
    return found;
  };

  const tokensOf = (answer: oauth.TokenEndpointResponse, before?: Tokens): Tokens => ({
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? before?.refreshToken,
    idToken: answer.id_token ?? before?.idToken,
    expiresAt: now().getTime() + (answer.expires_in ?? 300) * 1_000,
  });

  const readBegun = (): Begun => {
    const text = storage.getItem(KEY);
    if (text === null) throw new Error('no sign-in was begun in this tab');
    storage.removeItem(KEY);
    return JSON.parse(text) as Begun;
  };

  return {
    async begin(returnTo) {
      const server = await discover();
      const begun: Begun = {
        verifier: oauth.generateRandomCodeVerifier(),
        state: oauth.generateRandomState(),
        nonce: oauth.generateRandomNonce(),
        returnTo: deskPath(returnTo),
      };
      storage.setItem(KEY, JSON.stringify(begun));
      const address = new URL(server.authorization_endpoint ?? '');
      address.search = new URLSearchParams({
        client_id: settings.clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: settings.scope,
        resource: settings.audience,
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
      }).toString();
      return address.href;
    },

    async finish(address) {
      const begun = readBegun();
      const server = await discover();
      const parameters = oauth.validateAuthResponse(server, client, address, begun.state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.None(),
        parameters,
        redirectUri,
        begun.verifier,
        { ...insecure, additionalParameters: { resource: settings.audience } },
      );
      const answer = await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: begun.nonce,
        requireIdToken: true,
      });
      return { tokens: tokensOf(answer), returnTo: deskPath(begun.returnTo) };
    },

    async refresh(tokens) {
      const server = await discover();
      const response = await oauth.refreshTokenGrantRequest(
        server,
        client,
        oauth.None(),
        tokens.refreshToken ?? '',
        { ...insecure, additionalParameters: { resource: settings.audience } },
      );
      return tokensOf(await oauth.processRefreshTokenResponse(server, client, response), tokens);
    },

    async end(tokens) {
      const { end_session_endpoint: place } = await discover();
      if (place === undefined || tokens?.idToken === undefined) return undefined;
      const address = new URL(place);
      address.search = new URLSearchParams({
        id_token_hint: tokens.idToken,
        client_id: settings.clientId,
        post_logout_redirect_uri: `${origin}${deskPaths.signedOut}`,
      }).toString();
      return address.href;
    },
  };
};
