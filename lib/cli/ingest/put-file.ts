import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { unreachable } from '../errors.ts';
import type { DoorReply } from '../office/event-door.ts';

/** Bytes to send: at hand, or read from a file while they go out. */
export interface Content {
  readonly size: number;
  readonly open: () => Readable;
}

export const contentOfText = (bytes: Uint8Array): Content => ({
  size: bytes.length,
  open: () => Readable.from([bytes]),
});

/**
 * Puts bytes at the address the office gave, as a stream: a file never lies in memory as a whole.
 * @throws CommandError OFFICE_UNREACHABLE
 */
export const putFile = async (
  { url = '', headers = {} }: Pick<DoorReply, 'url' | 'headers'>,
  content: Content,
): Promise<DoorReply> => {
  const address = new URL(url);
  const send = address.protocol === 'https:' ? requestHttps : requestHttp;
  const call = send(address, {
    method: 'PUT',
    headers: { ...headers, 'content-length': content.size },
  });
  const answered = new Promise<number>((resolve, reject) => {
    call.once('error', reject);
    call.once('response', (response) => {
      response.once('error', reject);
      response.once('end', () => resolve(response.statusCode ?? 0));
      response.resume();
    });
  });
  try {
    const [httpStatus] = await Promise.all([answered, pipeline(content.open(), call)]);
    return { httpStatus };
  } catch (cause) {
    throw unreachable({ where: address.host }, cause);
  }
};
