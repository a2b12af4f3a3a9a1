import { type DeskSettings, deskPaths } from '../../lib/desk/contract.ts';
import type { PageAsset, PageAssets } from '../../lib/desk/page-assets.ts';
import { type PageOrigins, pageHeaders } from '../../lib/desk/page-policy.ts';
import type { PageReply, PageRequest } from '../../lib/platform/page.ts';

export interface DeskPageDeps {
  readonly assets: PageAssets;
  readonly settings: DeskSettings;
  readonly origins: PageOrigins;
}

const FOR_GOOD = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

/** Encodings by what the browser names; `br;q=0` is rare enough to be met with the plain bytes. */
const encodingFor = (acceptEncoding: string): 'br' | 'gzip' | undefined => {
  const names = acceptEncoding.split(',').map((name) => name.trim());
  return (['br', 'gzip'] as const).find((name) => names.includes(name));
};

/**
 * GET /desk and everything below it that is not the API: the page's files by their hashed names,
 * its settings, and for every other address the page itself, which reads the address.
 */
export const createApp = ({ assets, settings, origins }: DeskPageDeps) => {
  const headers = pageHeaders(origins);
  const settingsBody = Buffer.from(JSON.stringify(settings));

  const answer = (asset: PageAsset, cache: string, acceptEncoding: string): PageReply => {
    const encoding = encodingFor(acceptEncoding);
    return {
      status: 200,
      headers: {
        ...headers,
        'content-type': `${asset.mediaType}; charset=utf-8`,
        'cache-control': cache,
        vary: 'accept-encoding',
        ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
      },
      body: asset[encoding ?? 'plain'],
    };
  };
  const plain = (status: number, type: string, body: Buffer): PageReply => ({
    status,
    headers: { ...headers, 'content-type': `${type}; charset=utf-8`, 'cache-control': ASK_AGAIN },
    body,
  });

  return ({ path, acceptEncoding }: PageRequest): PageReply => {
    if (path === deskPaths.settings) return plain(200, 'application/json', settingsBody);
    const asset = assets.byPath.get(path);
    if (asset !== undefined) return answer(asset, FOR_GOOD, acceptEncoding);
    // A file of an older page: a miss must not look like a script.
    if (path.startsWith('/desk/assets/'))
      return plain(404, 'text/plain', Buffer.from('Không có tệp này.'));
    return answer(assets.index, ASK_AGAIN, acceptEncoding);
  };
};
