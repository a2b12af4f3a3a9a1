import type { DocumentId } from '../kernel/ids.ts';
import type { DocumentState } from '../register/document-state.ts';
import type { Person } from './people.ts';

/** What is looked at again between the claim of a notice and its sending. */
export interface FactsAtSending {
  readonly state: DocumentState | undefined;
  /** The person has opened the document. */
  readonly opened: boolean;
  readonly person: Person | undefined;
  /** The code of the document that took this one's place, when it may be told. */
  readonly replacementCode?: string;
}

/** All reads are consistent: what was committed before the claim is seen. */
export interface SendingFacts {
  load(documentId: DocumentId, personId: string): Promise<FactsAtSending>;
}
