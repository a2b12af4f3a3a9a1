import type { DocumentId } from '../kernel/ids.ts';
import type { Desk, ToDoKind } from '../register/commit.ts';
import type { DocumentState } from '../register/document-state.ts';
import type { ToDoRow } from '../register/document-store.ts';
import type { HistoryLine } from '../register/history.ts';

/** What the desk reads of the register. */
export interface DeskReader {
  /**
   * One page of a list, oldest first, and where the next page begins.
   * @throws OfficeError BAD_REQUEST for a cursor that is none
   */
  toDos(page: {
    readonly desk: Desk;
    readonly kinds: readonly ToDoKind[];
    readonly limit: number;
    readonly cursor: string | undefined;
  }): Promise<{ readonly rows: readonly ToDoRow[]; readonly cursor?: string }>;
  /** Those of up to 100 documents that are there. Consistent. */
  states(documentIds: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, DocumentState>>;
  /** Consistent; oldest first. */
  history(documentId: DocumentId): Promise<readonly HistoryLine[]>;
  /** Lists on which the document stands. */
  openToDos(documentId: DocumentId): Promise<readonly string[]>;
}
