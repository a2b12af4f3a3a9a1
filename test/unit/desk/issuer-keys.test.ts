import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, type FlattenedJWSInput } from 'jose';
import { createIssuerKeys, isTrustworthyAddress } from '../../../lib/desk/issuer-keys.ts';

const ISSUER = 'https://sign-in.example/realms/agency';
const TOKEN = { payload: '', signature: '' } as FlattenedJWSInput;
const published = async (kid: string) => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
};
const [first, second] = await Promise.all([published('k1'), published('k2')]);

let now: number;
let asked: string[];
let keys: object[];
let discovery: { issuer: string; jwks_uri: string };
let silent: boolean;
beforeEach(() => {
  now = Date.parse('2026-11-23T03:00:00Z');
  asked = [];
  keys = [first];
  discovery = { issuer: ISSUER, jwks_uri: `${ISSUER}/certs` };
  silent = false;
});

const open = () =>
  createIssuerKeys({
    issuer: ISSUER,
    now: () => new Date(now),
    fetchJson: async (url) => {
      asked.push(url);
      if (silent) throw new Error('no answer');
      return url.endsWith('/openid-configuration') ? discovery : { keys };
    },
  });
const find = async (source: ReturnType<typeof open>, kid: string): Promise<string> => {
  try {
    await source({ alg: 'ES256', kid }, TOKEN);
    return 'found';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('Keys of the issuer', () => {
  it('are found by discovery and remembered', async () => {
    const source = open();
    await Promise.all([find(source, 'k1'), find(source, 'k1')]);
    expect(await find(source, 'k1')).toBe('found');
    expect(asked).toEqual([`${ISSUER}/.well-known/openid-configuration`, `${ISSUER}/certs`]);
  });

  it('are read again for a new key id, not oftener than every 30 seconds', async () => {
    const source = open();
    await find(source, 'k1');
    keys = [first, second];
    for (let forged = 0; forged < 5; forged += 1)
      expect(await find(source, `x${forged}`)).toBe('ERR_JWKS_NO_MATCHING_KEY');
    expect(await find(source, 'k2')).toBe('ERR_JWKS_NO_MATCHING_KEY');
    expect(asked).toHaveLength(2);
    now += 30_000;
    expect(await find(source, 'k2')).toBe('found');
    expect(asked).toHaveLength(4);
  });

  it('end when the issuer withdraws them, ten minutes later at most', async () => {
    const source = open();
    expect(await find(source, 'k1')).toBe('found');
    keys = [second];
    now += 10 * 60_000;
    expect(await find(source, 'k1')).toBe('ERR_JWKS_NO_MATCHING_KEY');
  });

  it('serve for an hour while the issuer does not answer, and then no more', async () => {
    const source = open();
    await find(source, 'k1');
    silent = true;
    now += 59 * 60_000;
    expect(await find(source, 'k1')).toBe('found');
    now += 2 * 60_000;
    expect(await find(source, 'k1')).toBe('ISSUER_UNREACHABLE');
  });

  it('are asked for again half a minute after a failure', async () => {
    silent = true;
    const source = open();
    expect(await find(source, 'k1')).toBe('ISSUER_UNREACHABLE');
    silent = false;
    expect(await find(source, 'k1')).toBe('ISSUER_UNREACHABLE');
    now += 30_000;
    expect(await find(source, 'k1')).toBe('found');
  });

  it('are not taken from a document of another issuer, or over a way others can change', async () => {
    discovery = { ...discovery, issuer: 'https://other.example' };
    expect(await find(open(), 'k1')).toBe('ISSUER_UNREACHABLE');
    discovery = { issuer: ISSUER, jwks_uri: 'http://sign-in.example/certs' };
    expect(await find(open(), 'k1')).toBe('ISSUER_UNREACHABLE');
  });
});

it.each([
  ['https://sign-in.example/x', true],
  ['http://127.0.0.1:4604/jwks', true],
  ['http://127.0.0.1.example/jwks', false],
  ['http://sign-in.example/jwks', false],
  ['file:///etc/passwd', false],
  ['jwks', false],
])('trusts an address by its way: %s', (address, trusted) => {
  expect(isTrustworthyAddress(address)).toBe(trusted);
});
