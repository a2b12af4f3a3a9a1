import { type DocumentId, isDocumentId } from '../../kernel/ids.ts';
import { normalizeText } from '../../kernel/vietnamese.ts';
import type { DocumentState } from '../../register/document-state.ts';
import { documentState } from '../../register/document-state.ts';
import { CommandError } from '../errors.ts';
import type { OfficeTables } from './register.dynamo.ts';

const comparable = (code: string): string =>
  normalizeText(code).replace(/\s+/g, '').toLocaleLowerCase('vi');

/** Its own code, the number it stands under, and its source's id. */
const codesOf = ({ core, numbering }: DocumentState): string[] =>
  [core.facts?.documentCode, numbering.code, core.sourceDocumentId].filter(
    (code) => code !== undefined,
  );

/**
 * The documents an operator means: by the office's id, else by document code, arrival number or
 * the source's own id, which reads the whole register. A held document answers to ids only.
 */
export const findDocuments = async (
  tables: Pick<OfficeTables, 'documents' | 'states'>,
  named: string,
): Promise<readonly DocumentState[]> => {
  if (isDocumentId(named)) {
    const state = await tables.documents.load(named as DocumentId);
    return state === undefined ? [] : [state];
  }
  const wanted = comparable(named);
  const found: DocumentState[] = [];
  for await (const item of tables.states()) {
    const state = documentState.parse(item);
    if (codesOf(state).some((code) => comparable(code) === wanted)) found.push(state);
  }
  return found;
};

/**
 * Exactly one document.
 * @throws CommandError DOCUMENT_UNKNOWN, DOCUMENT_AMBIGUOUS (facts: the ids)
 */
export const findDocument = async (
  tables: Pick<OfficeTables, 'documents' | 'states'>,
  named: string,
): Promise<DocumentState> => {
  const [state, ...others] = await findDocuments(tables, named);
  if (state === undefined) throw new CommandError('DOCUMENT_UNKNOWN', { facts: { id: named } });
  if (others.length === 0) return state;
  const ids = [state, ...others].map(({ documentId }) => documentId).join(', ');
  throw new CommandError('DOCUMENT_AMBIGUOUS', { facts: { id: named, ids } });
};
