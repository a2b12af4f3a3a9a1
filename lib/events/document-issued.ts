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

/** văn bản đi that the e-office has already numbered and signed. */
export const documentIssued = z.object({
  documentId: identifier,
  secrecy: declaredSecrecy,
  gradeDeclaration,
  ...documentFacts,
  recipients,
  files: anyFiles,
  historical,
});
