import { SiteConflictError } from './errors.ts';
import { headersOf } from './keys.ts';
import type { PortalSite } from './site.ts';

/**
 * One optimistic pass over the site. The first read of a key fixes the version this pass knows;
 * every write is conditional on it. Read what is derived before what it is derived from: then a
 * writer in between is always noticed.
 */
export interface SiteSession {
  read(key: string): Promise<Uint8Array | undefined>;
  /** Reads past the memory, for a first look that decides nothing. */
  peek(key: string): Promise<Uint8Array | undefined>;
  /** Writes only when the bytes differ. @throws SiteConflictError */
  put(key: string, body: string): Promise<void>;
  /** For keys named by their content: what lies there already is the same. */
  putOnce(key: string, body: Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;
  readonly tally: { readonly puts: number; readonly removals: number };
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && Buffer.compare(a, b) === 0;

export const openSession = (site: PortalSite): SiteSession => {
  type Known = Awaited<ReturnType<PortalSite['read']>>;
  const known = new Map<string, Promise<Known>>();
  const tally = { puts: 0, removals: 0 };
  const know = (key: string): Promise<Known> => {
    const reading = known.get(key) ?? site.read(key);
    known.set(key, reading);
    return reading;
  };
  return {
    tally,
    read: async (key) => (await know(key))?.body,
    peek: async (key) => (await site.read(key))?.body,

    async put(key, body) {
      const bytes = new TextEncoder().encode(body);
      const before = await know(key);
      if (before !== undefined && sameBytes(before.body, bytes)) return;
      tally.puts += 1;
      await site.write(key, bytes, { ...headersOf(key), ifMatch: before?.etag ?? 'absent' });
      known.delete(key);
    },

    async putOnce(key, body) {
      tally.puts += 1;
      try {
        await site.write(key, body, { ...headersOf(key), ifMatch: 'absent' });
      } catch (error) {
        if (!(error instanceof SiteConflictError)) throw error;
        // A 409 may also mean an upload that never ended, so the same bytes are written once more.
        tally.puts += 1;
        await site.write(key, body, headersOf(key));
      }
    },

    async remove(key) {
      tally.removals += 1;
      await site.remove(key);
      known.delete(key);
    },
  };
};
