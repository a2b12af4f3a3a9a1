import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod/mini';
import { OfficeError } from '../kernel/errors.ts';

export interface IssuerKeysDeps {
  /** Issuer identifier, exactly as its tokens have it. */
  readonly issuer: string;
  /** GET of a JSON document; rejects when there is none to be had. */
  readonly fetchJson: (url: string) => Promise<unknown>;
  readonly now: () => Date;
}

/** Keys are read again after this time, so that a withdrawn key ends. */
const FRESH_MS = 10 * 60_000;
/** So long keys read earlier serve while the issuer does not answer. */
const USABLE_MS = 60 * 60_000;
/** An unknown key id asks the issuer at most this often: forged ids must not become a flood. */
const PAUSE_MS = 30_000;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });
const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** Tokens are worth what the way to their keys is worth: TLS, or this very machine. */
export const isTrustworthyAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1');
};

const readKeys = async ({ issuer, fetchJson }: IssuerKeysDeps): Promise<JSONWebKeySet> => {
  // OpenID Connect Discovery 1.0, §4.1 and §4.3: the document names the very issuer asked.
  const found = discovery.parse(
    await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`),
  );
  if (found.issuer !== issuer || !isTrustworthyAddress(found.jwks_uri))
    throw new Error('the discovery document is of another issuer');
  return keySet.parse(await fetchJson(found.jwks_uri)) as JSONWebKeySet;
};

type LocalKeys = ReturnType<typeof createLocalJWKSet>;

/**
 * The issuer's public keys (RFC 7517), found by OpenID discovery and remembered. An unknown key id
 * makes them be read again, not oftener than every 30 seconds.
 * @throws OfficeError ISSUER_UNREACHABLE when no usable keys can be had
 */
export const createIssuerKeys = (deps: IssuerKeysDeps): JWTVerifyGetKey => {
  let known: { readonly keys: LocalKeys; readonly at: number } | undefined;
  let tried = Number.NEGATIVE_INFINITY;
  let failure: unknown;
  let reading: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    const now = deps.now().getTime();
    if (now - tried < PAUSE_MS) return;
    tried = now;
    try {
      known = { keys: createLocalJWKSet(await readKeys(deps)), at: now };
      failure = undefined;
    } catch (error) {
      failure = error;
    }
  };
  const refreshOnce = (): Promise<void> => {
    reading ??= refresh().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const age = (): number => deps.now().getTime() - (known?.at ?? Number.NEGATIVE_INFINITY);
  const usable = (): LocalKeys => {
    if (known !== undefined && age() < USABLE_MS) return known.keys;
    throw new OfficeError('ISSUER_UNREACHABLE', 'no keys of the issuer', { cause: failure });
  };

  return async (header, token) => {
    if (age() >= FRESH_MS) await refreshOnce();
    const keys = usable();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refreshOnce();
      const again = usable();
      if (again === keys) throw error;
      return await again(header, token);
    }
  };
};
