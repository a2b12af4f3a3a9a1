import { OfficeError } from '../kernel/errors.ts';
import { type DocumentId, isDocumentId } from '../kernel/ids.ts';

/** @throws OfficeError DOCUMENT_UNKNOWN */
export const knownDocumentId = (id: string): DocumentId => {
  if (!isDocumentId(id)) throw new OfficeError('DOCUMENT_UNKNOWN', 'not an id of a document');
  return id;
};
