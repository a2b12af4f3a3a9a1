import { type OfficeEvent, parseEventText } from '../../events/envelope.ts';
import { ConcurrencyError, OfficeError } from '../../kernel/errors.ts';
import type { DocumentId } from '../../kernel/ids.ts';
import { retryWithJitter } from '../../kernel/retry.ts';
import { acceptEvent } from '../accept-event.ts';
import type { DocumentState } from '../document-state.ts';
import type { Outcome } from '../effect-runner.ts';
import { orderOf } from '../transitions/decision.ts';
import type { ScreenDeps } from './screen-deps.ts';

/** An event that may not be applied any more (its source lost the right) is dropped, and that is told. */
const dropParked = (deps: ScreenDeps, documentId: DocumentId, event: OfficeEvent, code: string) =>
  retryWithJitter(
    deps.accept,
    { tries: 12, baseMs: 10, retryable: (error) => error instanceof ConcurrencyError },
    async () => {
      const base = await deps.store.load(documentId);
      if (base === undefined) throw new Error('a parked event without its document');
      const now = deps.accept.now();
      await deps.store.commit({
        documentId,
        base,
        next: { ...base, core: { ...base.core, parked: Math.max(0, base.core.parked - 1) } },
        works: [],
        now,
        unparked: { source: event.source, eventId: event.id },
        history: {
          action: event.name,
          by: event.source,
          at: now.toISOString(),
          to: 'dropped',
          reason: code,
        },
      });
    },
  );

/** Applies the events that came too early, in their source's order; what still waits stays parked. */
export const replayParked = async (deps: ScreenDeps, state: DocumentState): Promise<Outcome> => {
  const parked = await deps.store.parkedEvents(state.documentId);
  const events = parked
    .map(({ text }) => parseEventText(text))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  for (const event of events) {
    try {
      const source = await deps.sources.find(event.source);
      await acceptEvent(deps.accept, source, event, { kind: 'parked' });
    } catch (error) {
      // One event that cannot apply must not keep the others, nor a shredding, from their end.
      if (!(error instanceof OfficeError)) throw error;
      await dropParked(deps, state.documentId, event, error.code);
    }
  }
  return { kind: 'done', next: state, to: `replayed:${events.length}` };
};
