import type { OfficeEvent } from '../events/envelope.ts';
import type { DocumentState } from './document-state.ts';
import { addresseesNotKept, directionNotKept, reasonNotKept } from './parked-texts.vi.ts';

/** What free text of an event becomes before its document is registered. */
const UNKEPT: Readonly<Record<string, (value: unknown) => unknown>> = {
  reason: () => reasonNotKept,
  direction: () => directionNotKept,
  leadUnit: () => undefined,
  addressees: (list) => ((list as readonly string[]).length === 0 ? [] : [addresseesNotKept]),
};

/**
 * Before a document is registered nobody knows its grade, and what people wrote of it may quote
 * it: the parked copy leaves such texts out (R1). The sender has them.
 */
export const parkable = (event: OfficeEvent, state: DocumentState): OfficeEvent => {
  if (state.core.status === 'active') return event;
  const data = Object.fromEntries(
    Object.entries(event.data).map(([name, value]) => [
      name,
      value === undefined
        ? undefined
        : (UNKEPT[name]?.(value) ?? (name in UNKEPT ? undefined : value)),
    ]),
  );
  return { ...event, data } as OfficeEvent;
};
