import * as z from 'zod/mini';
import {
  anyFiles,
  declaredSecrecy,
  documentFacts,
  historical,
  identifier,
  recipients,
} from './common.ts';
import { gradeDeclaration } from './grade-declaration.ts';

/** văn bản đến: another body's document has reached the agency. */
export const documentReceived = z.object({
  documentId: identifier,
  secrecy: declaredSecrecy,
  gradeDeclaration,
  ...documentFacts,
  /** số đến given by the e-office, kept raw, when it keeps the book. */
  arrivalNumber: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  arrivedOn: z.optional(z.iso.date()),
  recipients,
  files: anyFiles,
  historical,
});
