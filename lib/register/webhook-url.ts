import { isIP } from 'node:net';
import { OfficeError } from '../kernel/errors.ts';
import { isAllowedAddress } from './webhook-address.ts';

const MAX_LENGTH = 500;
/** Names that are never of the Internet (RFC 6761, 6762, 8375; AWS and Google use .internal). */
const INNER_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home|arpa)$/;

const refuse = (
  code: 'WEBHOOK_URL_INVALID' | 'WEBHOOK_URL_NOT_HTTPS' | 'WEBHOOK_ADDRESS_PRIVATE',
): OfficeError => new OfficeError(code, 'the address of the webhook cannot be used');

/** The host as the resolver and the socket take it: no brackets, no dot at the end. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

const isAllowedHost = (host: string, allowPrivate: boolean): boolean => {
  if (isIP(host) !== 0) return isAllowedAddress(host, allowPrivate);
  return allowPrivate || (host.includes('.') && !INNER_NAME.test(host));
};

/** Without TLS only to this very machine, and only where private addresses are allowed at all. */
const isAllowedScheme = (url: URL, allowPrivate: boolean): boolean =>
  url.protocol === 'https:' ||
  (url.protocol === 'http:' && url.hostname === '127.0.0.1' && allowPrivate);

/**
 * Reads the address of a webhook and checks what the text alone can tell. The addresses its name
 * leads to are checked at registration and, because names change, at every call.
 * @throws OfficeError WEBHOOK_URL_INVALID, WEBHOOK_URL_NOT_HTTPS, WEBHOOK_ADDRESS_PRIVATE
 */
export const readWebhookUrl = (text: string, allowPrivate: boolean): URL => {
  if (text.length > MAX_LENGTH || !URL.canParse(text)) throw refuse('WEBHOOK_URL_INVALID');
  const url = new URL(text);
  // A password in an address ends in logs; the signature is what proves the caller.
  if (url.username !== '' || url.password !== '' || url.hash !== '' || url.hostname === '')
    throw refuse('WEBHOOK_URL_INVALID');
  if (!isAllowedScheme(url, allowPrivate)) throw refuse('WEBHOOK_URL_NOT_HTTPS');
  if (!isAllowedHost(hostOf(url), allowPrivate)) throw refuse('WEBHOOK_ADDRESS_PRIVATE');
  return url;
};

/**
 * The check of a registration: the text, and every address its name leads to now.
 * @param resolve gives the IP addresses of a host name
 * @throws OfficeError as `readWebhookUrl`, WEBHOOK_HOST_UNKNOWN
 */
export const checkWebhookUrl = async (
  text: string,
  allowPrivate: boolean,
  resolve: (host: string) => Promise<readonly string[]>,
): Promise<string> => {
  const url = readWebhookUrl(text, allowPrivate);
  const host = hostOf(url);
  if (isIP(host) !== 0) return url.href;
  const addresses = await resolve(host).catch((): readonly string[] => []);
  if (addresses.length === 0)
    throw new OfficeError('WEBHOOK_HOST_UNKNOWN', 'the name of the webhook leads nowhere');
  if (!addresses.every((address) => isAllowedAddress(address, allowPrivate)))
    throw refuse('WEBHOOK_ADDRESS_PRIVATE');
  return url.href;
};
