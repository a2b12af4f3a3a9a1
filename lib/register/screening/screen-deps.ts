import type { DocumentFacts } from '../../events/common.ts';
import type { HeldEnvelopes } from '../../secrecy/held-envelope.ts';
import type { AcceptDeps } from '../accept-event.ts';
import type { WorkingCalendars } from '../deadlines.ts';
import type { CounterStore, DocumentStore } from '../document-store.ts';
import type { IdentityStore } from '../duplicates.ts';
import type { SourceDirectory } from '../source.ts';
import type { DocumentFiles, UploadStore } from '../uploads.ts';

export interface ScreenDeps {
  readonly store: DocumentStore;
  readonly counter: CounterStore;
  readonly calendars: WorkingCalendars;
  readonly identities: IdentityStore;
  readonly uploads: UploadStore;
  readonly files: DocumentFiles;
  readonly envelopes: HeldEnvelopes;
  readonly sources: SourceDirectory;
  readonly accept: AcceptDeps;
  /** Abbreviation of the agency's name, such as UBDT; stands in the numbers of its copies. */
  readonly agencyCode: string;
  /** Why the document may concern ethnic affairs; empty when it does not seem to. Never decides. */
  readonly suggest: (facts: DocumentFacts) => readonly string[];
}
