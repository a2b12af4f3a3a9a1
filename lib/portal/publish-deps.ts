import type { PortalSettings } from './settings.ts';
import type { PortalSite } from './site.ts';

export interface PublishDeps {
  readonly site: PortalSite;
  /** The stored bytes of a version. They go to the portal as they are: nothing is stripped. */
  readonly readFile: (sha256: string) => Promise<Uint8Array>;
  readonly settings: PortalSettings;
  readonly now: Date;
}
