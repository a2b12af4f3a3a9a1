import { createHash, randomBytes } from 'node:crypto';

export interface SignInOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
  readonly redirectUri: string;
  readonly personId: string;
}

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
}

/** A browser without a window: follows redirects one by one and keeps cookies. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async go(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      this.#cookies.set(name, value.join('='));
    }
    return response;
  }

  /** Follows redirects until one leads to `stop`; answers that address. */
  async follow(first: Response, from: string, stop: string): Promise<URL> {
    let response = first;
    let at = from;
    for (let step = 0; step < 10; step += 1) {
      const next = response.headers.get('location');
      if (next === null)
        throw new Error(`no redirect: ${response.status} ${await response.text()}`);
      at = new URL(next, at).href;
      if (at.startsWith(stop)) return new URL(at);
      response = await this.go(at);
    }
    throw new Error('redirects without end');
  }
}

const form = (values: Readonly<Record<string, string>>) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(values).toString(),
});

/** Signs a demo person in as the desk's page does: code flow with PKCE S256, no secret. */
export const signIn = async (options: SignInOptions): Promise<Tokens> => {
  const { issuer, clientId, redirectUri } = options;
  const browser = new Browser();
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(8).toString('hex');
  const begin = new URL(`${issuer}/auth`);
  begin.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid offline_access',
    resource: options.audience,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const asked = await browser.follow(
    await browser.go(begin.href),
    begin.href,
    `${issuer}/sign-in/`,
  );
  await browser.go(asked.href);
  const chosen = await browser.go(asked.href, form({ person: options.personId }));
  const back = await browser.follow(chosen, asked.href, redirectUri);
  const answered = await fetch(`${issuer}/token`, {
    ...form({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code: back.searchParams.get('code') ?? '',
      code_verifier: verifier,
      resource: options.audience,
    }),
  });
  const tokens = (await answered.json()) as Tokens & { error?: string };
  if (tokens.error !== undefined) throw new Error(JSON.stringify(tokens));
  return tokens;
};

/** New tokens for a refresh token. */
export const renew = async (
  { issuer, clientId, audience }: SignInOptions,
  refreshToken: string,
): Promise<Tokens> => {
  const answered = await fetch(
    `${issuer}/token`,
    form({
      grant_type: 'refresh_token',
      client_id: clientId,
      refresh_token: refreshToken,
      resource: audience,
    }),
  );
  return (await answered.json()) as Tokens;
};
