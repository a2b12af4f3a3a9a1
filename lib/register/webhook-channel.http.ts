import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isAllowedAddress } from './webhook-address.ts';
import type { WebhookCall, WebhookChannel, WebhookReply } from './webhook-channel.ts';
import { readWebhookUrl } from './webhook-url.ts';

const TIMEOUT_MS = 10_000;
/** So much of the receiver's text is let pass before the line is cut; none of it is kept. */
const MAX_REPLY_BYTES = 16_384;
/** Nor is the rest of an answer awaited for longer: a receiver that stalls holds no run up. */
const REPLY_MS = 1_000;
const FORBIDDEN = 'WEBHOOK_ADDRESS_PRIVATE';

interface ChannelOptions {
  /** For a whole call, from the name to the end of the reply. */
  readonly timeoutMs: number;
  readonly lookup: typeof lookup;
}

/** Looks a name up and lets the call through only if every address of it may be called. */
const guardedLookup =
  (find: typeof lookup, allowPrivate: boolean): LookupFunction =>
  (hostname: string, options: LookupOptions, callback) => {
    find(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error !== null) return callback(error, '');
      if (!addresses.every(({ address }) => isAllowedAddress(address, allowPrivate)))
        return callback(Object.assign(new Error('address not allowed'), { code: FORBIDDEN }), '');
      const [first] = addresses;
      if (options.all === true) callback(null, addresses);
      else callback(null, first?.address ?? '', first?.family);
    });
  };

/** Lets the receiver finish what it has to say, within bounds; the status has been read already. */
const drain = (response: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    let bytes = 0;
    const limit = setTimeout(() => response.destroy(), REPLY_MS);
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_REPLY_BYTES) response.destroy();
    });
    // 'close' comes after the end, a cut line and either limit alike.
    response.on('close', () => {
      clearTimeout(limit);
      resolve();
    });
    response.on('error', () => undefined);
  });

const replyOf = async (response: IncomingMessage): Promise<WebhookReply> => {
  await drain(response);
  const retryAfter = response.headers['retry-after'];
  return {
    kind: 'answered',
    status: response.statusCode ?? 0,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
};

const failureOf = (error: Error): WebhookReply => {
  const reason = (error as NodeJS.ErrnoException).code ?? error.name;
  if (reason === FORBIDDEN) return { kind: 'forbidden', reason };
  return { kind: 'silent', reason: error.name === 'AbortError' ? 'TIMED_OUT' : reason };
};

const call = (
  { url: text, allowPrivate, headers, body }: WebhookCall,
  options: ChannelOptions,
): Promise<WebhookReply> => {
  const url = readWebhookUrl(text, allowPrivate);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    let hasAnswered = false;
    const outgoing = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        lookup: guardedLookup(options.lookup, allowPrivate),
        // A line of its own for each call: one kept open would have passed the check long ago.
        agent: false,
        signal: AbortSignal.timeout(options.timeoutMs),
      },
      (response) => {
        hasAnswered = true;
        void replyOf(response).then(resolve);
      },
    );
    // What goes wrong after the status has come changes nothing of it.
    outgoing.on('error', (error) => hasAnswered || resolve(failureOf(error)));
    outgoing.end(body);
  });
};

/** Webhooks over HTTP by Node's own client, which follows no redirect. */
export const createWebhookChannel = (options: Partial<ChannelOptions> = {}): WebhookChannel => ({
  call: async (request) => call(request, { timeoutMs: TIMEOUT_MS, lookup, ...options }),
});
