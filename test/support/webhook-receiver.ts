import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as the receiver got it. */
export interface ReceivedCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the receiver answers; or it never answers, never ends its answer, or cuts the line. */
export interface ReceiverAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly hang?: boolean;
  readonly stall?: boolean;
  readonly drop?: boolean;
}

/** An e-office's webhook on this machine, which remembers its calls and answers as it is told. */
export interface WebhookReceiver {
  readonly url: string;
  readonly calls: ReceivedCall[];
  /** The next answers in their order; after them it answers 204. */
  answer(...answers: readonly ReceiverAnswer[]): void;
  close(): Promise<void>;
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

export const openWebhookReceiver = async (at = 0): Promise<WebhookReceiver> => {
  const calls: ReceivedCall[] = [];
  const answers: ReceiverAnswer[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    calls.push({ headers: request.headers as Record<string, string>, body });
    const next = answers.shift() ?? {};
    if (next.drop === true) request.socket.destroy();
    if (next.hang === true || next.drop === true) return;
    response.writeHead(next.status ?? 204, { ...next.headers });
    if (next.stall === true) return void response.write(next.body ?? '');
    response.end(next.body);
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/answers`,
    calls,
    answer: (...next) => void answers.push(...next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
