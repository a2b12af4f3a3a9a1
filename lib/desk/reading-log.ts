import type { DocumentId } from '../kernel/ids.ts';
import type { HistoryLine } from '../register/history.ts';

/** Who has looked at what is held: a line of the document's history, which can only grow (R8). */
export interface ReadingLog {
  append(documentId: DocumentId, line: HistoryLine): Promise<void>;
}
