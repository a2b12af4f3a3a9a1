import * as z from 'zod/mini';
import {
  actor,
  anyFiles,
  codeSuffix,
  declaredSecrecy,
  documentFacts,
  historical,
  identifier,
  outgoingSeries,
  recipients,
} from './common.ts';

/** A paper document the clerk enters by hand; it joins the same sequence (Decree 30/2020, Art. 22.2). */
export const documentRegistered = z.object({
  documentId: identifier,
  direction: z.enum(['incoming', 'outgoing']),
  secrecy: declaredSecrecy,
  /** Of an outgoing one, signed on paper: the book its number comes from (`di` if absent). */
  seriesId: z.optional(outgoingSeries),
  /** ký hiệu that follows the number the office gives. */
  codeSuffix: z.optional(codeSuffix),
  ...documentFacts,
  recipients,
  files: anyFiles,
  /** Who entered it, at the desk or by the command. */
  actor: z.optional(actor),
  historical,
});
