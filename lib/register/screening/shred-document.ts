import { parseEventText } from '../../events/envelope.ts';
import { OfficeError } from '../../kernel/errors.ts';
import { fileEnvelope } from '../../secrecy/held-envelope.ts';
import type { DocumentState } from '../document-state.ts';
import type { Outcome } from '../effect-runner.ts';
import type { WorkItem } from '../work.ts';
import { replayParked } from './replay-parked.ts';
import type { ScreenDeps } from './screen-deps.ts';

/** The files of a refused document: named by the refusal itself, or inside its envelope. */
const filesOf = async (
  deps: ScreenDeps,
  state: DocumentState,
  work: WorkItem,
): Promise<string[]> => {
  const named = work.input?.['files'];
  if (named !== undefined) return named.split(',').filter(Boolean);
  const { envelope } = state.screening;
  if (envelope === undefined) return [];
  try {
    const text = await deps.envelopes.open(envelope);
    const event = parseEventText(new TextDecoder().decode(text));
    return 'files' in event.data ? event.data.files.map((file) => file.sha256) : [];
  } catch (error) {
    // A repeated run after the envelope is gone: its files were destroyed before it.
    if (error instanceof OfficeError && error.code === 'ENVELOPE_GONE') return [];
    throw error;
  }
};

/**
 * Destroys whatever has come of a secret document (R1): its files wherever they lie, then its
 * envelope with the key. Only files that the same source sent are touched.
 */
export const shredDocument = async (
  deps: ScreenDeps,
  state: DocumentState,
  work: WorkItem,
  now: Date,
): Promise<Outcome> => {
  const hashes = await filesOf(deps, state, work);
  const uploads = hashes.length > 0 ? await deps.uploads.find(hashes) : new Map();
  for (const sha256 of hashes) {
    const upload = uploads.get(sha256);
    if (upload !== undefined && upload.source !== state.source) continue;
    await deps.uploads.put({
      sha256,
      source: state.source,
      status: 'shredded',
      size: 0,
      mediaType: 'application/octet-stream',
      at: now.toISOString(),
    });
    await deps.files.purge(sha256);
    await deps.envelopes.destroy(fileEnvelope(sha256));
  }
  const { envelope } = state.screening;
  if (envelope !== undefined) await deps.envelopes.destroy(envelope);
  // Early events of it may quote it: they are dropped with it.
  await replayParked(deps, state);
  return { kind: 'done', next: state, to: 'shredded' };
};
