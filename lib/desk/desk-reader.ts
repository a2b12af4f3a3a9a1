import type { DocumentId } from '../kernel/ids.ts';
import type { DocumentState } from '../register/document-state.ts';
import type { HistoryLine } from '../register/history.ts';

/** A to-do as the register keeps it. */
export interface WaitingToDo {
  readonly documentId: DocumentId;
  readonly kind: string;
  readonly since: string;
  readonly dueBy?: string;
  readonly note?: string;
}

/** What the desk reads of the register. */
export interface DeskReader {
  /**
   * One page of a list, oldest first, and where the next page begins.
   * @throws OfficeError BAD_REQUEST for a cursor that is none
   */
  toDos(page: {
    readonly desk: string;
    readonly kind: string;
    readonly limit: number;
    readonly cursor: string | undefined;
  }): Promise<{ readonly rows: readonly WaitingToDo[]; readonly cursor?: string }>;
  /** Those of up to 100 documents that are there. Consistent. */
  states(documentIds: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, DocumentState>>;
  /** Consistent; oldest first. */
  history(documentId: DocumentId): Promise<readonly HistoryLine[]>;
  /** Lists on which the document stands. */
  openToDos(documentId: DocumentId): Promise<readonly string[]>;
}
