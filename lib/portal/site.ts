/** What a write says about an object besides its bytes. */
export interface SiteWrite {
  readonly contentType: string;
  readonly cacheControl: string;
  /** Write only over this version, or only where nothing lies. Without it: over anything. */
  readonly ifMatch?: string | 'absent';
}

/** The store the public portal is served from. Keys are URL-safe ASCII without a leading slash. */
export interface PortalSite {
  read(key: string): Promise<{ body: Uint8Array; etag: string } | undefined>;
  /** @throws SiteConflictError when `ifMatch` does not hold: another writer was faster. */
  write(key: string, body: Uint8Array, how: SiteWrite): Promise<void>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
}
