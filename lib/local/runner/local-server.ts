import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listening HTTP server whose handler comes later. */
export interface LocalServer {
  /** For example http://127.0.0.1:4511. */
  readonly url: string;
  readonly port: number;
  serve(handler: RequestListener): void;
  close(): Promise<void>;
}

const notYet: RequestListener = (_, response) => {
  response.writeHead(503, { 'retry-after': '1' }).end();
};

/** Listens on 127.0.0.1; port 0 takes any free one. Answers 503 until `serve` is called. */
export async function openLocalServer(port: number): Promise<LocalServer> {
  let handler = notYet;
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const actual = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${actual}`,
    port: actual,
    serve: (next) => {
      handler = next;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
