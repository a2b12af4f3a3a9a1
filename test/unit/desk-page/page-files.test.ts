import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { createApp } from '../../../functions/desk-page/app.ts';
import { preparePage } from '../../../lib/desk/page-assets.ts';

const built = {
  index: '<link href="{{mark}}"><link href="{{styles}}"><script src="{{script}}"></script>',
  script: 'const answer = 42;',
  styles: 'body{margin:0}',
  mark: '<svg xmlns="http://www.w3.org/2000/svg"/>',
};
const settings = {
  issuer: 'https://dang-nhap.example.vn',
  clientId: 'desk',
  audience: 'urn:desk',
  scope: 'openid',
  agencyName: 'Cơ quan',
};
const app = createApp({
  assets: preparePage(built),
  settings,
  origins: { signIn: [settings.issuer], files: 'https://files.example.vn' },
});
const get = (path: string, acceptEncoding = '') => app({ path, acceptEncoding });
const script = (): string => {
  const [path = ''] = /\/desk\/assets\/desk-[0-9a-f]{16}\.js/.exec(String(get('/desk').body)) ?? [];
  return path;
};

describe('the page of the desk', () => {
  it('is the same at every address below /desk, and is asked for again each time', () => {
    const [first, second] = [get('/desk'), get('/desk/van-ban/abc')];
    expect(second.body.equals(first.body)).toBe(true);
    expect(first.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
  });

  it('names its files by what they hold, for good, in the best encoding the browser knows', () => {
    const plain = get(script());
    expect(String(plain.body)).toBe(built.script);
    expect(plain.headers['cache-control']).toContain('immutable');
    expect(plain.headers).not.toHaveProperty('content-encoding');
    const [br, gzip] = [get(script(), 'gzip, deflate, br'), get(script(), 'gzip')];
    expect(br.headers['content-encoding']).toBe('br');
    expect(String(brotliDecompressSync(br.body))).toBe(built.script);
    expect(String(gunzipSync(gzip.body))).toBe(built.script);
    const other = preparePage({ ...built, script: 'const answer = 43;' });
    expect(other.byPath.has(script())).toBe(false);
  });

  it('answers an older file with 404 and not with a page', () => {
    const gone = get('/desk/assets/desk-0000000000000000.js');
    expect([gone.status, gone.headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8']);
  });

  it('lets nothing in but its own script, the sign-in and the files', () => {
    const policy = get('/desk').headers['content-security-policy'] ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self' https://dang-nhap.example.vn",
        'frame-src https://files.example.vn blob:',
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ]),
    );
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('gives its settings without a token, never compressed and never kept', () => {
    const { body, headers } = get('/desk/settings.json', 'br');
    expect(JSON.parse(String(body))).toEqual(settings);
    expect(headers['cache-control']).toBe('no-cache');
  });

  it('refuses an index that has no place for a file', () => {
    expect(() => preparePage({ ...built, index: '<p>' })).toThrow('script');
  });
});
