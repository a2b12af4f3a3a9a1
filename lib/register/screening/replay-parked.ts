import { parseEventText } from '../../events/envelope.ts';
import { acceptEvent } from '../accept-event.ts';
import type { DocumentState } from '../document-state.ts';
import type { Outcome } from '../effect-runner.ts';
import { orderOf } from '../transitions/decision.ts';
import type { ScreenDeps } from './screen-deps.ts';

/** Applies the events that came too early, in their source's order; what still waits stays parked. */
export const replayParked = async (deps: ScreenDeps, state: DocumentState): Promise<Outcome> => {
  const parked = await deps.store.parkedEvents(state.documentId);
  const events = parked
    .map(({ text }) => parseEventText(text))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  for (const event of events) {
    const source = await deps.sources.find(event.source);
    await acceptEvent(deps.accept, source, event, { kind: 'parked' });
  }
  return { kind: 'done', next: state, to: `replayed:${events.length}` };
};
