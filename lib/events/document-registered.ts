import * as z from 'zod/mini';
import { anyFiles, declaredSecrecy, documentFacts, identifier, recipients } from './common.ts';

/** A paper document the clerk enters by hand; it joins the same sequence (Decree 30/2020, Art. 22.2). */
export const documentRegistered = z.object({
  documentId: identifier,
  direction: z.enum(['incoming', 'outgoing']),
  secrecy: declaredSecrecy,
  ...documentFacts,
  recipients,
  files: anyFiles,
});
