import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { markSvg } from '../../portal/theme.ts';
import { phonesMarkup, smsPage } from './sms-page.vi.ts';
import { viewerCss, viewerScript } from './viewer-assets.ts';
import { groupByPhone, type ViewerMessage, type ViewerPhone } from './viewer-message.ts';

export interface SmsViewerOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Phones that are shown also while they have no message. */
  readonly listPhones?: () => readonly ViewerPhone[];
  readonly listMessages: () => readonly ViewerMessage[];
  /** Calls the listener whenever a message has come; returns the way to stop. */
  readonly onChange: (listener: () => void) => () => void;
}

export interface SmsViewer {
  /** For example http://127.0.0.1:4512/ */
  readonly url: string;
  close(): Promise<void>;
}

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** A page elsewhere must not read the messages by a name that it lets point to this machine. */
const isOwnHost = (request: IncomingMessage): boolean =>
  /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(request.headers.host ?? '');

const answer = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { ...HEADERS, 'content-type': `${type}; charset=utf-8` }).end(body);
};

/**
 * The phones of the demonstration as a local web page. It only shows what it is given; it
 * listens on this machine alone.
 */
export const startSmsViewer = async (options: SmsViewerOptions): Promise<SmsViewer> => {
  const listeners = new Set<ServerResponse>();
  const phones = () => groupByPhone(options.listPhones?.() ?? [], options.listMessages());

  const subscribe = (response: ServerResponse): void => {
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
    // A page that was away asks at once for what it has missed.
    response.write('data: changed\n\n');
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
  };

  const routes: Readonly<Record<string, (response: ServerResponse) => void>> = {
    '/': (response) => answer(response, 200, 'text/html', smsPage(phones())),
    '/phones': (response) => answer(response, 200, 'text/html', phonesMarkup(phones()).toString()),
    '/viewer.css': (response) => answer(response, 200, 'text/css', viewerCss),
    '/viewer.js': (response) => answer(response, 200, 'text/javascript', viewerScript),
    '/mark.svg': (response) => answer(response, 200, 'image/svg+xml', markSvg),
    '/events': subscribe,
  };

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const route = Object.hasOwn(routes, pathname) ? routes[pathname] : undefined;
    if (!isOwnHost(request)) answer(response, 403, 'text/plain', 'Forbidden');
    else if (request.method !== 'GET') answer(response, 405, 'text/plain', 'Method not allowed');
    else if (!route) answer(response, 404, 'text/plain', 'Not found');
    else route(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const stop = options.onChange(() => {
    for (const response of listeners) response.write('data: changed\n\n');
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      stop();
      for (const response of listeners) response.end();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
};
