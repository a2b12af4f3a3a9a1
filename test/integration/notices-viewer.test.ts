import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type SmsViewer, startSmsViewer } from '../../lib/local/viewer/sms-viewer.ts';
import type { ViewerMessage } from '../../lib/local/viewer/viewer-message.ts';

let viewer: SmsViewer;
let messages: ViewerMessage[];
let listeners: Set<() => void>;

beforeEach(async () => {
  messages = [];
  listeners = new Set();
  viewer = await startSmsViewer({
    port: 0,
    listMessages: () => messages,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
});
afterEach(() => viewer.close());

const arrive = (text: string): void => {
  messages.push({
    personName: 'Nguyễn Văn Mẫu',
    role: 'Chủ nhiệm',
    phoneMasked: '0912***001',
    at: '2026-11-20T15:41:00Z',
    text,
    segments: 1,
  });
  for (const listener of listeners) listener();
};

test('the page and what it needs come from this machine alone', async () => {
  arrive('VB den 1234');
  const answer = await fetch(viewer.url);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await answer.text();
  expect(html).toContain('VB den 1234');
  const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  expect(addresses).toHaveLength(3);
  for (const address of addresses) {
    expect((await fetch(new URL(address ?? '', viewer.url))).status).toBe(200);
  }
});

test('a new message is announced, and the phones then show it', async () => {
  const events = await fetch(new URL('/events', viewer.url));
  const reader = events.body?.getReader();
  const next = async () => new TextDecoder().decode((await reader?.read())?.value);
  expect(await next()).toBe('data: changed\n\n');
  arrive('HOA TOC. VB den 1235');
  expect(await next()).toBe('data: changed\n\n');
  expect(await (await fetch(new URL('/phones', viewer.url))).text()).toContain('HOA TOC.');
  await reader?.cancel();
});

test.each([
  ['another host name', { host: 'rebound.example' }, 'GET', '/', 403],
  ['a change', { host: '127.0.0.1' }, 'POST', '/', 405],
  ['anything else', { host: 'localhost:1' }, 'GET', '/constructor', 404],
])('%s is refused', async (_what, headers, method, path, status) => {
  const answered = await new Promise<number | undefined>((resolve, reject) => {
    request(new URL(path, viewer.url), { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(answered).toBe(status);
});

test('closing ends open pages and lets go of the messages', async () => {
  const events = await fetch(new URL('/events', viewer.url));
  await viewer.close();
  expect(listeners.size).toBe(0);
  await expect(events.text()).resolves.toBe('data: changed\n\n');
  viewer = { url: '', close: async () => undefined };
});
