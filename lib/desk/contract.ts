import * as z from 'zod/mini';
import { reason, sha256, urgency } from '../events/common.ts';
import { documentRegistered } from '../events/document-registered.ts';

/**
 * What the desk's page and its functions say to each other: JSON over HTTPS under `/desk/api`,
 * with the person's access token as bearer. Every failure is `{ code, message, requestId }` with a
 * Vietnamese sentence.
 */
export const deskRoles = ['clerk', 'officer', 'operator'] as const;
export type DeskRole = (typeof deskRoles)[number];

/**
 * Where the page stands. The client is public (code flow, PKCE S256, no secret) and comes back to
 * exactly these two addresses of the page's own origin.
 */
export const deskPaths = {
  page: '/desk',
  settings: '/desk/settings.json',
  api: '/desk/api',
  signedIn: '/desk/signed-in',
  signedOut: '/desk/signed-out',
} as const;

const text = z.string();
const optionalText = z.optional(z.string());

/**
 * GET /desk/settings.json, without a token, from functions/desk-page: how the page lets a person
 * sign in. The page asks with `scope`, and with `resource` = `audience` (RFC 8707).
 */
export const deskSettings = z.object({
  issuer: text,
  clientId: text,
  audience: text,
  /** For example `openid profile offline_access`, where the issuer gives refresh tokens for it. */
  scope: text,
  agencyName: text,
  /** What every page says on top, such as that this office is for training. */
  banner: optionalText,
});
export type DeskSettings = z.infer<typeof deskSettings>;

/** GET /desk/api/me */
export const deskPerson = z.object({
  personId: text,
  name: text,
  roles: z.array(z.enum(deskRoles)),
});
export type DeskPerson = z.infer<typeof deskPerson>;

/**
 * GET /desk/api/to-dos/{list}?cursor: held, seal, work, duplicate, failed, parked (clerk);
 * review (officer). `failed` and `parked` are read by the operator as well.
 */
export const deskLists = [
  'held',
  'seal',
  'work',
  'review',
  'duplicate',
  'failed',
  'parked',
] as const;
export type DeskList = (typeof deskLists)[number];
export const toDoRow = z.object({
  documentId: text,
  kind: text,
  since: z.iso.datetime(),
  /** Until when it is to be done; absent where no time limit runs. */
  dueBy: z.optional(z.iso.datetime()),
  overdue: z.boolean(),
  /** Absent while held: nothing of a held document is shown in a list (R1). */
  code: optionalText,
  abstract: optionalText,
  issuer: optionalText,
  urgency: z.optional(urgency),
  note: optionalText,
  /** With work on an incoming document: who leads it, once somebody was named. */
  leadName: optionalText,
  /** With a possible duplicate: the document it seems to double. */
  twin: z.optional(z.object({ documentId: text, code: optionalText })),
});
export type ToDoRow = z.infer<typeof toDoRow>;
export const toDoPage = z.object({ rows: z.array(toDoRow), cursor: optionalText });
export type ToDoPage = z.infer<typeof toDoPage>;

/** GET /desk/api/held/{id}: what the clerk sees of a held document in order to declare its grade. */
export const heldDocument = z.object({
  documentId: text,
  source: text,
  causes: z.array(text),
  declared: optionalText,
  facts: z.record(text, z.unknown()),
  files: z.array(z.object({ sha256, name: text, size: z.int(), mediaType: text })),
});
export type HeldDocument = z.infer<typeof heldDocument>;

/** GET /desk/api/books/{book}?month=YYYY-MM&cursor: incoming, outgoing, copies, progress. */
export const bookPage = z.object({
  columns: z.array(z.object({ key: text, title: text })),
  rows: z.array(
    z.object({
      documentId: optionalText,
      status: text,
      urgency: z.optional(urgency),
      cells: z.record(text, text),
    }),
  ),
  cursor: optionalText,
});
export type BookPage = z.infer<typeof bookPage>;

/**
 * GET /desk/api/books/{book}/file?month&format=csv|xlsx|pdf, and GET /desk/api/documents/{id}/sheet
 * (phiếu giải quyết văn bản đến): a file to keep or to print, fetched with the token.
 */
export const printedFile = z.object({ name: text, mediaType: text, base64: text });
export type PrintedFile = z.infer<typeof printedFile>;

/** GET /desk/api/documents/{id} */
export const deskDocument = z.object({
  documentId: text,
  /** State word by concern, as the register has it: core, screening, numbering, signing … */
  states: z.record(text, text),
  direction: optionalText,
  number: optionalText,
  /** Code of why its files were refused: it went back to its sender and into no book. */
  refusal: optionalText,
  facts: z.record(text, z.unknown()),
  files: z.array(z.object({ sha256, name: text, size: z.int(), mediaType: text, role: text })),
  /** The file people mean now: the sealed one, else the main file; what an act is bound to. */
  currentSha256: optionalText,
  assignment: z.optional(
    z.object({
      leadName: text,
      cooperatingNames: z.array(text),
      direction: optionalText,
      dueOn: optionalText,
    }),
  ),
  /**
   * Documents this one corrects, replaces, recalls, copies or doubles, and the other way round. What
   * it doubles is `doubles-` and how that stands: waiting, noted, joined, kept.
   */
  links: z.array(z.object({ kind: text, documentId: text, code: optionalText })),
  history: z.array(
    z.object({ at: text, by: text, action: text, from: text, to: text, reason: optionalText }),
  ),
  openToDos: z.array(text),
});
export type DeskDocument = z.infer<typeof deskDocument>;

/** GET /desk/api/documents/{id}/files/{sha256}: an address good for five minutes. */
export const fileAddress = z.object({ url: text });

/** POST /desk/api/acts: everything a person decides. `actId` makes a repeated press one act. */
const act = { actId: z.string().check(z.minLength(8), z.maxLength(80)), documentId: text };
/** `states.review` as the officer saw it: another officer's decision since then is told, not undone. */
const reviewSeen = optionalText;
export const deskAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('release'), ...act, reason }),
  z.object({ kind: z.literal('refuse'), ...act, reason }),
  z.object({ kind: z.literal('seal'), ...act, sha256 }),
  z.object({ kind: z.literal('void'), ...act, reason }),
  z.object({ kind: z.literal('publish'), ...act, sha256, reason, reviewSeen }),
  z.object({ kind: z.literal('keep-back'), ...act, sha256, reason, reviewSeen }),
  z.object({ kind: z.literal('return'), ...act, reason }),
  z.object({ kind: z.literal('join-duplicate'), ...act, reason }),
  z.object({ kind: z.literal('keep-duplicate'), ...act, reason }),
]);
export type DeskAct = z.infer<typeof deskAct>;
export const actReply = z.object({ status: z.enum(['accepted', 'parked']), documentId: text });
export type ActReply = z.infer<typeof actReply>;

/**
 * POST /desk/api/register: a paper document, `document.registered` without its id; `actId` stands
 * for the id, so that a repeated press is one document.
 */
export const registerRequest = z.extend(
  z.omit(documentRegistered, { documentId: true, actor: true }),
  {
    actId: act.actId,
  },
);
export type RegisterRequest = z.input<typeof registerRequest>;
export const registerReply = z.object({ documentId: text });

/** GET /desk/api/operations: one page for the operator; POST /desk/api/queues/{queue}/redrive. */
export const operationsPage = z.object({
  findings: z.array(
    z.object({ level: z.enum(['ok', 'warning', 'fault']), title: text, detail: optionalText }),
  ),
  queues: z.array(
    z.object({
      name: text,
      waiting: z.int(),
      inFlight: z.int(),
      delayed: z.int(),
      dead: z.int(),
    }),
  ),
  paused: z.array(z.object({ effect: text, by: text, at: text })),
});
export type OperationsPage = z.infer<typeof operationsPage>;

/** POST /desk/api/queues/{queue}/redrive */
export const redriveReply = z.object({ moved: z.int() });
