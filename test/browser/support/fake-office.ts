import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createApp } from '../../../functions/desk-page/app.ts';
import type { DeskRole } from '../../../lib/desk/contract.ts';
import { preparePage } from '../../../lib/desk/page-assets.ts';
import { buildPage } from '../../../lib/infra/bundle-page.ts';
import { markSvg, tokensCss } from '../../../lib/portal/theme.ts';
import { book, documentOf, held, lists, operations } from './fake-data.vi.ts';

/** What one call answers: a status and a body, or a broken connection. */
export type FakeAnswer = { readonly status: number; readonly body: unknown } | 'broken';

export interface FakeCall {
  readonly method: string;
  /** Below /desk/api/. */
  readonly path: string;
  readonly body: unknown;
}

export interface FakeOffice {
  readonly url: string;
  readonly calls: readonly FakeCall[];
  /** Answers calls another way until it is set again. */
  answer: (call: FakeCall) => FakeAnswer | undefined;
  roles: readonly DeskRole[];
  close(): Promise<void>;
}

const ok = (body: unknown): FakeAnswer => ({ status: 200, body });

const usual = (path: string, roles: readonly DeskRole[]): FakeAnswer => {
  const [first = '', second = '', third = ''] = path.split(/[/?]/);
  if (first === 'me') return ok({ personId: 'p-1', name: 'Trần Thị Lan', roles });
  if (first === 'to-dos') return ok({ rows: lists[second] ?? [] });
  if (first === 'held' && third === '') return ok(held);
  if (first === 'documents' && third === '') return ok(documentOf(second));
  if (first === 'books') return ok(book);
  if (first === 'operations') return ok(operations);
  if (first === 'acts') return ok({ status: 'accepted', documentId: 'd' });
  if (first === 'register') return ok({ documentId: 'q'.repeat(26) });
  return {
    status: 404,
    body: { code: 'CALL_UNKNOWN', message: 'Bàn làm việc không có chức năng này.' },
  };
};

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
};

const openPage = async (origin: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-page-'));
  try {
    await buildPage(resolve(import.meta.dirname, '../../../lib/desk/page'), folder);
    const read = (file: string) => readFileSync(join(folder, file), 'utf8');
    return createApp({
      assets: preparePage({
        index: read('index.html'),
        script: read('main.js'),
        styles: tokensCss + read('styles.css'),
        mark: markSvg,
      }),
      settings: {
        issuer: origin,
        clientId: 'desk',
        audience: 'urn:desk',
        scope: 'openid',
        agencyName: 'Ủy ban Dân tộc',
        banner: 'Bản thử: số liệu mẫu.',
      },
      origins: { signIn: [origin], files: origin },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The page as the office serves it, before an office that says what a test wants it to say. */
export const startFakeOffice = async (): Promise<FakeOffice> => {
  const calls: FakeCall[] = [];
  const server = createServer();
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const page = await openPage(url);
  const office: FakeOffice = {
    url,
    calls,
    answer: () => undefined,
    roles: ['clerk', 'officer', 'operator'],
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  const api = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').replace('/desk/api/', '');
    const call = { method: request.method ?? 'GET', path, body: await bodyOf(request) };
    calls.push(call);
    const answer = office.answer(call) ?? usual(path, office.roles);
    if (answer === 'broken') {
      request.socket.destroy();
      return;
    }
    response
      .writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(answer.body));
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', url).pathname;
    if (path.startsWith('/desk/api/')) {
      api(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
      return;
    }
    const reply = page({ path, acceptEncoding: request.headers['accept-encoding'] ?? '' });
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  return office;
};
