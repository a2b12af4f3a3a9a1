import { lookup } from 'node:dns/promises';
import { checkWebhookUrl } from '../../register/webhook-url.ts';

const resolveHost = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** A webhook's address as it may be registered; its name is looked up from this machine. */
export const checkedWebhookUrl = (url: string, allowPrivate: boolean): Promise<string> =>
  checkWebhookUrl(url, allowPrivate, resolveHost);
