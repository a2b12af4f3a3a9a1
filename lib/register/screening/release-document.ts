import { isOpeningEvent } from '../../events/catalogue.ts';
import { parseEventText } from '../../events/envelope.ts';
import { fileEnvelope } from '../../secrecy/held-envelope.ts';
import type { DocumentState } from '../document-state.ts';
import type { Outcome } from '../effect-runner.ts';
import { openState } from '../transitions/open-document.ts';
import { newWork, type WorkItem } from '../work.ts';
import type { ScreenDeps } from './screen-deps.ts';

/** A clerk has declared the held document ordinary: its event comes out of the envelope. */
export const releaseDocument = async (deps: ScreenDeps, state: DocumentState): Promise<Outcome> => {
  if (state.core.status !== 'held') return { kind: 'done', next: state, to: state.core.status };
  const text = await deps.envelopes.open(state.screening.envelope ?? '');
  const event = parseEventText(new TextDecoder().decode(text));
  if (!isOpeningEvent(event.name)) throw new Error('an envelope holds an event of another kind');
  const source = await deps.sources.find(event.source);
  return {
    kind: 'done',
    next: openState(event as Parameters<typeof openState>[0], state, source.ownArrivalNumbers),
    works: [newWork('screen', 'check')],
    to: 'pending',
  };
};

/**
 * A released document is registered: its envelope is no longer needed, nor are those its files came
 * out of. The same for an envelope that came too late, which the work names.
 */
export const forgetEnvelope = async (
  deps: ScreenDeps,
  state: DocumentState,
  work: WorkItem,
): Promise<Outcome> => {
  const named = work.input?.['envelope'];
  const envelope = named ?? state.screening.envelope;
  if (envelope !== undefined) await deps.envelopes.destroy(envelope);
  if (named === undefined) await forgetFiles(deps, state);
  return { kind: 'done', next: state, to: 'forgotten' };
};

/** Only of files that lie in the files bucket by now: another held document may need the others. */
const forgetFiles = async (deps: ScreenDeps, state: DocumentState): Promise<void> => {
  const hashes = state.core.files.map(({ sha256 }) => sha256);
  if (hashes.length === 0) return;
  for (const upload of (await deps.uploads.find(hashes)).values())
    if (upload.status === 'admitted') await deps.envelopes.destroy(fileEnvelope(upload.sha256));
};
