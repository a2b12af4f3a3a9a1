import * as z from 'zod/mini';
import { documentFacts, fileRef, identifier, sha256, signingLayout } from '../events/common.ts';
import type { DocumentId } from '../kernel/ids.ts';

/**
 * The state of one document: one block for each concern, each with its own revision, so that
 * effects of different concerns never reject each other (DESIGN §4). Instants are ISO 8601 UTC.
 */
const revision = z.int().check(z.minimum(0));
const instant = z.iso.datetime();
const officeDocument = z.custom<DocumentId>((value) => typeof value === 'string');

const core = z.object({
  rev: revision,
  /**
   * awaited: only later events have come so far; held: waits for its grade, nothing of it is
   * here; refused: secret, nothing of it is kept; active, recalled, replaced; returned: given back
   * to its sender.
   */
  status: z.enum(['awaited', 'held', 'refused', 'active', 'recalled', 'replaced', 'returned']),
  /** The source's own id; absent when refused at the door. */
  sourceDocumentId: z.optional(identifier),
  direction: z.optional(z.enum(['incoming', 'outgoing'])),
  facts: z.optional(z.object(documentFacts)),
  files: z.array(fileRef),
  recipients: z.array(identifier),
  /** số đến or đi kept by the source; absent when the office's own counter gives it. */
  givenNumber: z.optional(z.string()),
  arrivedOn: z.optional(z.iso.date()),
  /** The latest direction of a leader, and its place in the source's order. */
  assignment: z.optional(
    z.object({
      order: z.string(),
      leadId: identifier,
      leadUnit: z.optional(z.string()),
      cooperatingIds: z.array(identifier),
      dueOn: z.optional(z.iso.date()),
      assignedBy: identifier,
      /** bút phê: the direction in the leader's words. */
      direction: z.optional(z.string()),
      /** The day in Vietnam on which the direction was given. */
      assignedOn: z.optional(z.iso.date()),
    }),
  ),
  completion: z.optional(z.object({ order: z.string(), personId: identifier })),
  /** The latest recall or replacement, and its place in the source's order. */
  takenBack: z.optional(
    z.object({
      order: z.string(),
      /** Office ids of the documents that say so. */
      replacedBy: z.optional(identifier),
      recalledBy: z.optional(identifier),
    }),
  ),
  /** The clerk gave it back to its sender: this stands above a recall, whichever came first. */
  sentBack: z.optional(z.object({ order: z.string(), by: identifier, reason: z.string() })),
  /** Documents that correct this one, by office id; of one document the latest word. */
  corrections: z.optional(
    z.array(z.object({ order: z.string(), by: identifier, reason: z.string() })),
  ),
  /** Until when the clerk hands an incoming document over; absent where no such work runs. */
  handOver: z.optional(z.object({ dueBy: instant, atOnce: z.optional(z.boolean()) })),
  /** Entered from old records: asks for no work and tells nobody. */
  historical: z.optional(z.boolean()),
  /**
   * The document that this one seems to double. waiting: no number until the clerk decides; noted:
   * it has its number, the clerk is only told; joined: a copy of the other; kept: one of its own.
   */
  duplicateOf: z.optional(
    z.object({
      documentId: officeDocument,
      match: z.enum(['identity', 'file']),
      /** The number the other one stood under when this one came. */
      number: z.optional(z.string()),
      status: z.enum(['waiting', 'noted', 'joined', 'kept']),
    }),
  ),
  /** Parked events that wait for this document. */
  parked: z.int(),
  /** Which of the agency's books: absent while held or awaited. */
  seriesId: z.optional(z.string()),
  createdAt: instant,
});

const screening = z.object({
  rev: revision,
  status: z.enum(['none', 'pending', 'ordinary', 'warned', 'held', 'refused']),
  causes: z.array(z.string()),
  /** Name of the envelope that holds the document's event. */
  envelope: z.optional(z.string()),
});

const numbering = z.object({
  rev: revision,
  status: z.enum(['none', 'given', 'allocated', 'void']),
  seriesId: z.optional(z.string()),
  year: z.optional(z.int()),
  n: z.optional(z.int()),
  /** Date in Vietnam that goes with the number. */
  date: z.optional(z.iso.date()),
  /** The whole code as people write it, for example 98/QĐ-UBDT. */
  code: z.optional(z.string()),
});

const storedFile = z.object({ sha256, size: z.int() });
const signing = z.object({
  rev: revision,
  status: z.enum([
    'none',
    'pending',
    'prepared',
    'leader_signed',
    'seal_waiting',
    'sealing',
    'issued',
    'refused',
    'voided',
  ]),
  signerId: z.optional(identifier),
  codeSuffix: z.optional(z.string()),
  place: z.optional(z.string()),
  layout: z.optional(signingLayout),
  approvalProof: z.optional(z.string()),
  /** The draft as approved; the proof is bound to it. */
  draft: z.optional(storedFile),
  prepared: z.optional(storedFile),
  leaderSigned: z.optional(storedFile),
  sealed: z.optional(storedFile),
  /** Instants stored before anything is drawn, so that a retry makes the same bytes. */
  leaderSigningAt: z.optional(instant),
  sealingAt: z.optional(instant),
  sealOrderedBy: z.optional(identifier),
  code: z.optional(z.string()),
});

const review = z.object({
  rev: revision,
  status: z.enum(['none', 'waiting', 'approved', 'rejected']),
  sha256: z.optional(sha256),
  decidedBy: z.optional(identifier),
  /** Place of the latest decision in the order of decisions. */
  order: z.optional(z.string()),
  suggestion: z.optional(z.array(z.string())),
});

const publication = z.object({
  rev: revision,
  status: z.enum(['none', 'approved', 'published', 'withdrawn']),
  sha256: z.optional(sha256),
  /** The version that is on the portal now, if any. */
  onPortal: z.optional(sha256),
  publishedAt: z.optional(instant),
  slug: z.optional(z.string()),
});

const notices = z.object({
  rev: revision,
  status: z.enum(['none', 'planned', 'fanned_out']),
});

export const documentState = z.object({
  documentId: officeDocument,
  source: z.string(),
  core,
  screening,
  numbering,
  signing,
  review,
  publication,
  notices,
});
export type DocumentState = z.infer<typeof documentState>;

/** The concerns, in the order their blocks are written. */
export const concerns = [
  'core',
  'screening',
  'numbering',
  'signing',
  'review',
  'publication',
  'notices',
] as const;
export type Concern = (typeof concerns)[number];

/** A document of which nothing but its id is known yet. */
export const blankState = (
  documentId: DocumentId,
  source: string,
  status: 'awaited' | 'held' | 'refused' | 'active',
  now: Date,
): DocumentState => ({
  documentId,
  source,
  core: { rev: 0, status, files: [], recipients: [], parked: 0, createdAt: now.toISOString() },
  screening: { rev: 0, status: 'none', causes: [] },
  numbering: { rev: 0, status: 'none' },
  signing: { rev: 0, status: 'none' },
  review: { rev: 0, status: 'none' },
  publication: { rev: 0, status: 'none' },
  notices: { rev: 0, status: 'none' },
});

/** The file readers and reviewers mean: the sealed one, else the main file as it came. */
export const currentMainFile = (
  state: DocumentState,
): { sha256: string; size: number } | undefined =>
  state.signing.sealed ?? state.core.files.find((file) => file.role === 'main');

/** A possible duplicate that waits for the clerk, or a copy: nothing is done on its account. */
export const isSetAside = ({ core }: Pick<DocumentState, 'core'>): boolean =>
  core.duplicateOf?.status === 'waiting' || core.duplicateOf?.status === 'joined';

/** May anything of this document be told, signed or published? */
export const isInForce = (state: DocumentState): boolean =>
  state.core.status === 'active' &&
  ['ordinary', 'warned'].includes(state.screening.status) &&
  !isSetAside(state);
