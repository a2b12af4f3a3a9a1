import { isOpeningEvent } from '../../events/catalogue.ts';
import { parseEventText } from '../../events/envelope.ts';
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
    works: [newWork('screen', 'check'), newWork('screen', 'forget')],
    to: 'pending',
  };
};

/** After the release has committed the envelope is no longer needed; nor is one that came too late. */
export const forgetEnvelope = async (
  deps: ScreenDeps,
  state: DocumentState,
  work: WorkItem,
): Promise<Outcome> => {
  const name = work.input?.['envelope'] ?? state.screening.envelope;
  if (name !== undefined) await deps.envelopes.destroy(name);
  return { kind: 'done', next: state, to: 'forgotten' };
};
