import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import { type DeskRole, deskRoles } from '../../lib/desk/contract.ts';
import { openDemoSecrets } from '../../lib/local/demo/demo-secrets.ts';
import { demoSourceIds } from '../../lib/local/demo/demo-sources.ts';
import {
  openTrainingOffice,
  portsFrom,
  type TrainingOffice,
  trainingContext,
} from '../../lib/local/demo/training-office.ts';
import type { IssuerSecrets } from '../../lib/local/issuer/issuer-secrets.ts';
import { synthesize } from '../../lib/local/runner/synthesize.ts';
import { readRoleRows } from '../support/desk/role-rows.ts';
import { renew, signIn } from '../support/desk/sign-in.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PEOPLE: Readonly<Record<DeskRole, string>> = {
  clerk: 'van-thu',
  officer: 'chuyen-vien-ra-soat',
  operator: 'giam-doc-chuyen-doi-so',
};
/** In the directory, without a role at the desk. */
const WITHOUT_ROLE = 'pho-chu-nhiem';
const { deskClientId: clientId, deskAudience: audience } = trainingContext;

let folder: string;
let training: TrainingOffice;
let secrets: IssuerSecrets;

const openOffice = async (): Promise<TrainingOffice> =>
  openTrainingOffice({
    assembly: (
      await synthesize({
        root: ROOT,
        folder: resolve(ROOT, '.build/assemblies/training'),
        context: trainingContext,
      })
    ).assembly,
    folder,
    ports: portsFrom(0),
    secrets: await openDemoSecrets(folder, {
      sourceIds: demoSourceIds,
      approverId: 'chanh-van-phong',
      now: new Date(),
    }),
    now: () => new Date(),
    onAlarm: () => undefined,
    onError: () => undefined,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-desk-'));
  training = await openOffice();
  secrets = JSON.parse(readFileSync(join(folder, 'issuer-secrets.json'), 'utf8'));
}, 120_000);
afterAll(async () => {
  await training.close();
  await rm(folder, { recursive: true, force: true });
});

/** A token as the issuer makes it, with what is changed. */
const tokenFor = async (personId: string, change: JWTPayload = {}): Promise<string> => {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: training.issuerUrl,
    aud: audience,
    sub: personId,
    iat: now,
    exp: now + 300,
    ...change,
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: secrets.signingKey.kid ?? '' })
    .sign(await importJWK(secrets.signingKey, 'ES256'));
};
const ask = async (route: string, token: string | undefined, body?: object) => {
  const [method = 'GET', path = ''] = route.split(' ');
  const reply = await fetch(`${training.office.apiUrl}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await reply.json()) as Record<string, unknown>;
  return { status: reply.status, headers: reply.headers, answer };
};

const NOWHERE = 'a'.repeat(26);
const SHA = 'b'.repeat(64);
const PATH_VALUES: Readonly<Record<string, string>> = {
  '{id}': NOWHERE,
  '{sha256}': SHA,
  '{queue}': 'sign',
  '{book}': 'incoming',
};
/** A request to one line of docs/roles.md that is right but for the document, which is not there. */
const requestOf = ({ call }: { readonly call: string }): [string, object?] => {
  const [method = '', pattern = '', kind] = call.split(' ');
  const path = pattern.replace(/\{\w+\}/g, (name) => PATH_VALUES[name] ?? name);
  const route = `${method} ${path}${path.endsWith('/file') ? '?month=2026-11&format=csv' : ''}`;
  if (method === 'GET') return [route];
  const act = { actId: `act-of-${kind ?? 'nothing'}`, documentId: NOWHERE, sha256: SHA };
  if (kind !== undefined) return [route, { ...act, kind, reason: 'Kiểm thử' }];
  const paper = { direction: 'incoming', secrecy: 'Mật', abstract: 'x', issuer: 'y' };
  return [route, path.endsWith('/register') ? { actId: 'act-of-paper', ...paper } : {}];
};

describe('Every role with every call of docs/roles.md', () => {
  const rows = readRoleRows();
  it('has a table to go by', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each([...deskRoles, 'none'] as const)(
    '%s: allowed or refused as the table says',
    async (role) => {
      const token = await tokenFor(role === 'none' ? WITHOUT_ROLE : PEOPLE[role]);
      const found = [];
      for (const row of rows) {
        const { status, answer } = await ask(...insert(requestOf(row), token));
        const refused = status === 403 && answer['code'] === 'ROLE_NOT_ALLOWED';
        // Whoever is let through meets the use case, which knows no such document.
        const allowed =
          status === 200 || ['DOCUMENT_UNKNOWN', 'SECRET_REFUSED'].includes(String(answer['code']));
        found.push([
          row.name,
          refused ? 'refused' : allowed ? 'allowed' : `${status} ${answer['code']}`,
        ]);
      }
      const expected = rows.map(({ name, roles }) => {
        const may = name === 'me' || (role !== 'none' && roles.includes(role));
        return [name, may ? 'allowed' : 'refused'];
      });
      expect(found).toEqual(expected);
    },
    60_000,
  );
});

const insert = ([route, body]: [string, object?], token: string): Parameters<typeof ask> =>
  body === undefined ? [route, token] : [route, token, body];

describe('Without a good token', () => {
  it('nothing but the page and its settings is answered', async () => {
    const settings = await ask('GET /desk/settings.json', undefined);
    expect(settings.answer).toMatchObject({ issuer: training.issuerUrl, clientId, audience });
    for (const row of readRoleRows()) {
      const [route, body] = requestOf(row);
      const { status, headers, answer } = await ask(route, undefined, body);
      expect([row.name, status, answer['code']]).toEqual([row.name, 401, 'NO_TOKEN']);
      expect(headers.get('www-authenticate')).toBe('Bearer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('tampered, foreign, expired and unsigned ones are refused', async () => {
    const good = await tokenFor('van-thu');
    const [header = '', payload = '', signature = ''] = good.split('.');
    const other = await generateKeyPair('ES256', { extractable: true });
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload;
    const bad: Readonly<Record<string, string>> = {
      tampered: `${header}.${encode({ ...claims, sub: 'chuyen-vien-ra-soat' })}.${signature}`,
      'alg none': `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
      'foreign issuer': await tokenFor('van-thu', { iss: 'https://other.example' }),
      'foreign audience': await tokenFor('van-thu', { aud: clientId }),
      'foreign key': await new SignJWT(claims)
        .setProtectedHeader({
          alg: 'ES256',
          typ: 'at+jwt',
          kid: (await exportJWK(other.publicKey)).x ?? '',
        })
        .sign(other.privateKey),
    };
    for (const [name, token] of Object.entries(bad)) {
      const { status, answer } = await ask('GET /desk/api/me', token);
      expect([name, status, answer['code']]).toEqual([name, 401, 'BAD_TOKEN']);
    }
    const expired = await tokenFor('van-thu', { exp: Math.floor(Date.now() / 1000) - 60 });
    expect((await ask('GET /desk/api/me', expired)).answer['code']).toBe('TOKEN_EXPIRED');
    expect((await ask('GET /desk/api/me', good)).status).toBe(200);
  });

  it('somebody who is not in the directory is told so', async () => {
    const { status, answer } = await ask('GET /desk/api/me', await tokenFor('khong-ai'));
    expect([status, answer['code']]).toEqual([403, 'PERSON_UNKNOWN']);
  });
});

describe('The training issuer', () => {
  const options = (personId: string) => ({
    issuer: training.issuerUrl,
    clientId,
    audience,
    redirectUri: `${training.office.apiUrl}/desk/signed-in`,
    personId,
  });

  it('signs a demo person in, for this desk, and renews the token', async () => {
    const tokens = await signIn(options('van-thu'));
    expect(tokens.expires_in).toBeLessThanOrEqual(300);
    const me = await ask('GET /desk/api/me', tokens.access_token);
    expect(me.answer).toEqual({ personId: 'van-thu', name: 'Phạm Thị Văn Thư', roles: ['clerk'] });
    const renewed = await renew(options('van-thu'), tokens.refresh_token ?? '');
    expect((await ask('GET /desk/api/me', renewed.access_token)).status).toBe(200);
    expect((await ask('GET /desk/api/me', tokens.id_token)).answer['code']).toBe('BAD_TOKEN');
  });

  it('signs nobody in who has no role, or for another address', async () => {
    await expect(signIn(options(WITHOUT_ROLE))).rejects.toThrow('Không đăng nhập được');
    const elsewhere = { ...options('van-thu'), redirectUri: 'http://127.0.0.1:9/desk/signed-in' };
    await expect(signIn(elsewhere)).rejects.toThrow('Không đăng nhập được');
  });

  it('says on its page that it is for training, and lists who can sign in', async () => {
    const begin = new URL(`${training.issuerUrl}/auth`);
    begin.search = new URLSearchParams({
      client_id: clientId,
      redirect_uri: options('').redirectUri,
      response_type: 'code',
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    }).toString();
    const asked = await fetch(begin, { redirect: 'manual' });
    const cookie = asked.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const url = new URL(asked.headers.get('location') ?? '', begin);
    const page = await fetch(url, { headers: { cookie } });
    const html = await page.text();
    expect(html).toContain('<html lang="vi">');
    expect(html).toContain('Bản tập huấn: đăng nhập không cần mật khẩu');
    expect(html.match(/<button type="submit" name="person" value="[^"]+"/g)).toHaveLength(3);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('keeps its keys, readable for their owner alone', async () => {
    const file = join(folder, 'issuer-secrets.json');
    expect(JSON.parse(readFileSync(file, 'utf8')).signingKey.kid).toBe(secrets.signingKey.kid);
    if (process.platform !== 'win32') {
      const { statSync } = await import('node:fs');
      expect(statSync(file).mode & 0o077).toBe(0);
    }
  });
});
