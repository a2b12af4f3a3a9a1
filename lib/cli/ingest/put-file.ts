import { type ClientRequest, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { OfficeError } from '../../kernel/errors.ts';
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

/** A minute, and as long as the bytes take at 100 kB each second. */
const longestMs = (size: number): number => 60_000 + Math.ceil(size / 100);

/** The status as soon as it is there: a refusal may come while the bytes still go out. */
const statusOf = (call: ClientRequest): Promise<number> =>
  new Promise((resolve, reject) => {
    call.once('error', reject);
    call.once('response', (response) => {
      // The answer is its status; what becomes of the connection afterwards says nothing more.
      response.once('error', () => undefined);
      response.resume();
      resolve(response.statusCode ?? 0);
    });
  });

/** As many bytes as were hashed: a file that is cut short meanwhile would leave the office waiting. */
const exactly = (size: number) =>
  async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let sent = 0;
    for await (const chunk of source) {
      sent += chunk.length;
      if (sent > size) break;
      yield chunk;
    }
    if (sent !== size)
      throw new OfficeError('FILE_UNREADABLE', 'the file changed while it was sent');
  };

/**
 * Puts bytes at the address the office gave, as a stream: a file never lies in memory as a whole.
 * @throws CommandError OFFICE_UNREACHABLE, also when it takes too long
 * @throws OfficeError FILE_UNREADABLE when the bytes cannot be read, or are no longer as many
 */
export const putFile = async (
  { url = '', headers = {} }: Pick<DoorReply, 'url' | 'headers'>,
  content: Content,
  timeoutMs = longestMs(content.size),
): Promise<DoorReply> => {
  const address = new URL(url);
  const send = address.protocol === 'https:' ? requestHttps : requestHttp;
  const call = send(address, {
    method: 'PUT',
    headers: { ...headers, 'content-length': content.size },
    signal: AbortSignal.timeout(timeoutMs),
  });
  // Whichever fails first is the cause: a failure of one end ends the other as well.
  let failed: 'reading' | 'sending' | undefined;
  call.once('error', () => {
    failed ??= 'sending';
  });
  const status = statusOf(call);
  const source = content.open();
  source.once('error', () => {
    failed ??= 'reading';
  });
  const sending = pipeline(source, exactly(content.size), call);
  // Of a call that was refused half-way the rest fails, which is no news.
  sending.catch(() => undefined);
  try {
    const httpStatus = await status;
    if (httpStatus < 300) await sending;
    return { httpStatus };
  } catch (cause) {
    const ended = await sending.catch((error: unknown) => error);
    if (ended instanceof OfficeError) throw ended;
    if (failed === 'reading')
      throw new OfficeError('FILE_UNREADABLE', 'the file cannot be read', { cause });
    throw unreachable({ where: address.host }, cause);
  } finally {
    call.destroy();
    source.destroy();
  }
};
