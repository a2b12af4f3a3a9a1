import { createHash } from 'node:crypto';
import { SiteConflictError } from '../../lib/portal/errors.ts';
import type { PortalSite } from '../../lib/portal/site.ts';

export class InjectedFault extends Error {}

export interface MemoryPortalSite extends PortalSite {
  readonly objects: Map<string, { body: Uint8Array; contentType: string; cacheControl: string }>;
  /** Every call so far, as "write van-ban/index.html". */
  readonly calls: string[];
  /** Called before each call; may throw, or return what to do once the call has taken effect. */
  intercept:
    | ((call: string, number: number) => (() => void | Promise<void>) | undefined)
    | undefined;
  text(key: string): string | undefined;
  /** Key → text of all objects, to compare two sites or to search one. */
  contents(): Record<string, string>;
}

const etagOf = (body: Uint8Array): string => `"${createHash('md5').update(body).digest('hex')}"`;

/** A PortalSite in memory that keeps the conditional rules of S3. */
export const memoryPortalSite = (): MemoryPortalSite => {
  const objects: MemoryPortalSite['objects'] = new Map();
  const calls: string[] = [];
  const run = async <T>(call: string, act: () => T): Promise<T> => {
    calls.push(call);
    const after = site.intercept?.(call, calls.length);
    const result = act();
    await after?.();
    return result;
  };
  const site: MemoryPortalSite = {
    objects,
    calls,
    intercept: undefined,
    text: (key) => {
      const found = objects.get(key);
      return found && Buffer.from(found.body).toString('utf8');
    },
    contents: () =>
      Object.fromEntries(
        [...objects]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key]) => [key, site.text(key) ?? '']),
      ),
    read: (key) =>
      run(`read ${key}`, () => {
        const found = objects.get(key);
        return found && { body: found.body.slice(), etag: etagOf(found.body) };
      }),
    write: (key, body, { contentType, cacheControl, ifMatch }) =>
      run(`write ${key}`, () => {
        const found = objects.get(key);
        const lies = found === undefined ? 'absent' : etagOf(found.body);
        if (ifMatch !== undefined && ifMatch !== lies) throw new SiteConflictError(key);
        objects.set(key, { body: body.slice(), contentType, cacheControl });
      }),
    remove: (key) =>
      run(`remove ${key}`, () => {
        objects.delete(key);
      }),
  };
  return site;
};
