import type { RecoveryAct } from './recover-office.ts';

/** An early event the office had accepted, whose document is forgotten: to be sent again. */
export interface DroppedEvent {
  readonly documentId: string;
  readonly source: string;
  readonly eventId: string;
}

/** What the restored register still holds under keys of its own. */
export interface HeldStore {
  documents(): Promise<readonly { readonly documentId: string; readonly envelope: string }[]>;
  /** SHA-256 of held files. */
  files(): Promise<readonly string[]>;
  /** Events that wait for these documents: they go with them. Consistent. */
  parked(documentIds: readonly string[]): Promise<readonly DroppedEvent[]>;
  /**
   * Takes the documents out of the register with their events, so that they can come again. The
   * history of each names the events that waited for it, for a run that ends before its report.
   */
  forget(
    documentIds: readonly string[],
    dropped: readonly DroppedEvent[],
    act: RecoveryAct,
  ): Promise<void>;
  forgetFile(sha256: string): Promise<void>;
}

/** Envelopes in the quarantine bucket, which is never put back: what is gone there is gone. */
export interface EnvelopeLook {
  hasDocument(envelope: string): Promise<boolean>;
  hasFile(sha256: string): Promise<boolean>;
}

export interface SettledHeld {
  /** Held in the copy, decided since: their text left its envelope, or was destroyed. */
  readonly documentIds: readonly string[];
  /** Accepted events that waited for one of them. */
  readonly dropped: readonly DroppedEvent[];
  readonly files: number;
}

/**
 * A clerk has decided on held documents after the copy was made. Their envelopes are gone, and no
 * new decision could open them: what the register knows of them is forgotten, and their sources
 * send them again.
 */
export const settleHeld = async (
  deps: { readonly held: HeldStore; readonly envelopes: EnvelopeLook },
  act: RecoveryAct & { readonly dryRun: boolean },
): Promise<SettledHeld> => {
  const { held, envelopes } = deps;
  const documentIds: string[] = [];
  for (const { documentId, envelope } of await held.documents())
    if (!(await envelopes.hasDocument(envelope))) documentIds.push(documentId);
  const files: string[] = [];
  for (const sha256 of await held.files())
    if (!(await envelopes.hasFile(sha256))) files.push(sha256);
  const dropped = await held.parked(documentIds);
  if (!act.dryRun) {
    if (documentIds.length > 0) await held.forget(documentIds, dropped, act);
    for (const sha256 of files) await held.forgetFile(sha256);
  }
  return { documentIds, dropped, files: files.length };
};
