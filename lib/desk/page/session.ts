import type { Storage } from './kept-text.ts';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  readonly idToken?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface SessionDeps {
  readonly storage: Storage;
  readonly now: () => Date;
  /** New tokens for a refresh token; throws when the issuer gives none. */
  readonly refresh: (tokens: Tokens) => Promise<Tokens>;
}

export interface Session {
  tokens(): Tokens | undefined;
  start(tokens: Tokens): void;
  end(): void;
  /** An access token with some life left, renewed where needed; undefined: sign in again. */
  token(): Promise<string | undefined>;
  /** A new access token whatever the old one says of itself. */
  renew(): Promise<string | undefined>;
}

const KEY = 'desk:session';
/** A token that ends while a request is under way helps nobody. */
const EARLY_MS = 30_000;

const stored = (storage: Storage): Tokens | undefined => {
  try {
    return JSON.parse(storage.getItem(KEY) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
};

/** Who is signed in, in this tab only. */
export const createSession = ({ storage, now, refresh }: SessionDeps): Session => {
  let current = stored(storage);
  /** One refresh at a time: a refresh token serves once. */
  let underWay: Promise<string | undefined> | undefined;

  const start = (tokens: Tokens): void => {
    current = tokens;
    storage.setItem(KEY, JSON.stringify(tokens));
  };
  const end = (): void => {
    current = undefined;
    storage.removeItem(KEY);
  };
  const renewOnce = async (): Promise<string | undefined> => {
    if (current?.refreshToken === undefined) return undefined;
    try {
      start(await refresh(current));
      return current.accessToken;
    } catch {
      // Why does not matter to the person: the way on is to sign in.
      return undefined;
    }
  };
  const renew = (): Promise<string | undefined> => {
    underWay ??= renewOnce().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  return {
    tokens: () => current,
    start,
    end,
    renew,
    token: async () => {
      if (current === undefined) return undefined;
      return current.expiresAt - EARLY_MS > now().getTime() ? current.accessToken : renew();
    },
  };
};
