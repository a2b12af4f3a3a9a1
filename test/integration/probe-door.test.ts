import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { isDoorOpen } from '../../lib/cli/recovery/probe-door.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server that answers every request so; without an answer it keeps silent. */
const serverThat = async (status?: number, body = ''): Promise<string> => {
  const server = createServer((_, response) => {
    if (status !== undefined) response.writeHead(status).end(body);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe('A door', () => {
  it('is open while a function answers, also with a refusal', async () => {
    const body = JSON.stringify({ code: 'BAD_SIGNATURE', message: 'Chữ ký không đúng.' });
    expect(await isDoorOpen(await serverThat(401, body))).toBe(true);
  });

  it('is closed when the gateway answers without the office', async () => {
    const gateway = await serverThat(429, JSON.stringify({ message: 'Too Many Requests' }));
    expect(await isDoorOpen(gateway)).toBe(false);
    expect(await isDoorOpen(await serverThat(503, '<html>'))).toBe(false);
  });

  it('is closed when nobody answers', async () => {
    expect(await isDoorOpen(await serverThat(), 100)).toBe(false);
    const gone = await serverThat(200);
    servers.pop()?.close();
    expect(await isDoorOpen(gone)).toBe(false);
  });
});
