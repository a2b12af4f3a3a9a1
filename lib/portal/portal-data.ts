import * as z from 'zod/mini';
import { calendarDate, instant, officeId, sha256 } from '../events/common.ts';
import { PortalDataError } from './errors.ts';

/** Documents in one archive page. */
export const CHUNK_SIZE = 50;

const storageKey = z.string().check(z.regex(/^[a-z0-9][A-Za-z0-9./-]*$/));
const slug = z.string().check(z.regex(/^[a-z0-9-]+$/));

/**
 * Everything of a document that may be public: an allow-list. Names of source files, recipients
 * and contacts of people are not in it.
 */
export const publicFacts = z.object({
  /** số và ký hiệu */
  code: z.optional(z.string()),
  /** trích yếu */
  abstract: z.string(),
  issuer: z.string(),
  issuedOn: z.optional(calendarDate),
  typeName: z.optional(z.string()),
  field: z.optional(z.string()),
  signerName: z.optional(z.string()),
  signerTitle: z.optional(z.string()),
  pageCount: z.optional(z.int()),
  /** Instants at which the leader and the agency signed here, when both did. */
  signedHere: z.optional(z.object({ leaderAt: instant, agencyAt: instant })),
});
export type PublicFacts = z.infer<typeof publicFacts>;

const shownDocument = z.object({
  ...publicFacts.shape,
  sha256,
  /** bytes */
  size: z.int(),
  file: storageKey,
  publishedAt: instant,
});
export type ShownDocument = z.infer<typeof shownDocument>;

const gone = z.object({
  reason: z.enum(['recalled', 'replaced', 'removed']),
  /** Only what a reader who holds the address already knows. */
  code: z.optional(z.string()),
  issuedOn: z.optional(calendarDate),
  successor: z.optional(officeId),
  since: calendarDate,
});
export type Gone = z.infer<typeof gone>;

/** data/docs/ID.json: what the portal knows of one document; written before its page and lists. */
const card = z.object({
  version: z.literal(1),
  documentId: officeId,
  /** Never changes: the permalink. */
  slug,
  /** The archive page that may list it; written before that page is, so never missing. */
  chunk: z.optional(z.int()),
  /** Every PDF of it that may lie on the site. */
  files: z.array(storageKey),
  /** "Tin khác" of its page, as ids: another document's subject is never copied here. */
  related: z.array(officeId),
  /** Pages whose "Tin khác" may show this document's subject. */
  mentionedBy: z.array(officeId),
  /** Present while public. */
  shown: z.optional(shownDocument),
  /** Present once taken down. */
  gone: z.optional(gone),
});
export type Card = z.infer<typeof card>;

/** One row of the register as lists and feeds show it. */
const listRow = z.object({
  documentId: officeId,
  slug,
  code: z.optional(z.string()),
  issuedOn: z.optional(calendarDate),
  issuer: z.string(),
  typeName: z.optional(z.string()),
  abstract: z.string(),
  publishedAt: instant,
  /** The PDF its page offers; the row is written only after both. */
  file: storageKey,
});
export type ListRow = z.infer<typeof listRow>;

/** data/list/N.json: up to 50 documents in the order of publication. */
const chunk = z.object({
  version: z.literal(1),
  number: z.int(),
  /** Places ever given; a take-down does not free its place, so later pages never shift. */
  used: z.int(),
  rows: z.array(listRow),
});
export type Chunk = z.infer<typeof chunk>;

const manifest = z.object({
  version: z.literal(1),
  /** Documents now public in each archive page, from the oldest. */
  counts: z.array(z.int()),
  /** Hash of the pages and assets that no document changes. */
  fixed: z.string(),
});
export type Manifest = z.infer<typeof manifest>;

const predecessors = z.object({ version: z.literal(1), of: z.array(officeId) });
export type Predecessors = z.infer<typeof predecessors>;

const reader =
  <T>(schema: z.ZodMiniType<T>) =>
  (key: string, body: Uint8Array): T => {
    try {
      return schema.parse(JSON.parse(new TextDecoder().decode(body)));
    } catch (cause) {
      throw new PortalDataError(key, cause);
    }
  };
export const readCard = reader<Card>(card);
export const readChunk = reader<Chunk>(chunk);
export const readManifest = reader<Manifest>(manifest);
export const readPredecessors = reader<Predecessors>(predecessors);

/** A card this release could not read again must not be written: others would stumble over it. */
export const toCardJson = (value: Card): string => toStoredJson(card.parse(value));

/** The same value always has the same bytes: keys in order, absent ones left out. */
export const toStoredJson = (value: object): string =>
  `${JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )}\n`;

export const rowOf = (card: Card, shown: ShownDocument): ListRow => ({
  documentId: card.documentId,
  slug: card.slug,
  code: shown.code,
  issuedOn: shown.issuedOn,
  issuer: shown.issuer,
  typeName: shown.typeName,
  abstract: shown.abstract,
  publishedAt: shown.publishedAt,
  file: shown.file,
});
