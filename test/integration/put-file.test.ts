import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Content, contentOfText, putFile } from '../../lib/cli/ingest/put-file.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});
const listen = async (answer: RequestListener): Promise<{ url: string }> => {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/x` };
};
const chunks = Array.from({ length: 300 }, () => Buffer.alloc(100_000));
const large: Content = { size: 30_000_000, open: () => Readable.from(chunks) };

describe('Putting a file', () => {
  it('sends all of its bytes', async () => {
    let size = 0;
    const place = await listen((request, response) => {
      request.on('data', (chunk: Uint8Array) => {
        size += chunk.length;
      });
      request.on('end', () => response.end());
    });
    expect(await putFile(place, contentOfText(Buffer.from('abc')))).toEqual({ httpStatus: 200 });
    expect(size).toBe(3);
  });

  it('hears a refusal that comes before all bytes are sent', async () => {
    const place = await listen((request, response) => {
      response.writeHead(403).end('<Error/>', () => request.socket.destroy());
    });
    expect(await putFile(place, large)).toEqual({ httpStatus: 403 });
  });

  it.each<[string, Content]>([
    ['cannot be read', { size: 9, open: () => createReadStream('/no/such/file') }],
    ['is shorter by now', { size: 9, open: () => Readable.from([Buffer.from('abc')]) }],
  ])('that %s says so of this file', async (_, content) => {
    const place = await listen((request) => request.resume());
    await expect(putFile(place, content)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('ends when nobody answers', async () => {
    const place = await listen((request) => request.resume());
    await expect(putFile(place, contentOfText(Buffer.from('abc')), 100)).rejects.toMatchObject({
      code: 'OFFICE_UNREACHABLE',
    });
  });
});
