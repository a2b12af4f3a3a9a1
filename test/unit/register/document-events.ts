import type { EventName } from '../../../lib/events/catalogue.ts';
import { type OfficeEvent, parseEvent } from '../../../lib/events/envelope.ts';
import { announcedCalendar } from '../../../lib/kernel/working-days.ts';
import type { DoorVerdict } from '../../../lib/secrecy/screening.ts';
import { cloudEvent, minimalData } from '../events/sample-events.ts';
import { DOCUMENT, NOW, SHA, type StateName } from './document-states.ts';

const clerk = { personId: 'vt1', role: 'clerk' };
const officer = { personId: 'vp1', role: 'officer' };

/** An event of the catalogue with some data of its own; `second` orders it in its source. */
export const eventOf = (
  name: EventName,
  data: Readonly<Record<string, unknown>> = {},
  order: { id?: string; second?: number; sequence?: number } = {},
): OfficeEvent =>
  parseEvent(
    cloudEvent(
      name,
      { ...minimalData[name], ...data },
      {
        id: order.id ?? 'e-1',
        time: new Date(NOW.getTime() + (order.second ?? 0) * 1000).toISOString(),
        ...(order.sequence === undefined ? {} : { sequence: order.sequence }),
      },
    ),
  );

const currentFile = (state: StateName): string => (state === 'issued' ? SHA.sealed : SHA.draft);

/** What may happen to a document, done by the right person to the right version. */
export const happenings = {
  received: () => eventOf('document.received'),
  assigned: () => eventOf('document.assigned'),
  completed: () => eventOf('document.completed'),
  opened: () => eventOf('document.opened'),
  presented: () => eventOf('document.presented'),
  recalled: () => eventOf('document.recalled'),
  replaced: () => eventOf('document.replaced'),
  corrected: () => eventOf('document.corrected'),
  returned: () => eventOf('document.returned', { actor: clerk }),
  copied: () => eventOf('document.copied', { actor: clerk }),
  released: () => eventOf('secrecy.decided', { decision: 'release', actor: clerk }),
  refused: () => eventOf('secrecy.decided', { decision: 'refuse', actor: clerk }),
  reviewed: (state: StateName) =>
    eventOf('review.decided', { actor: officer, sha256: currentFile(state) }),
  'seal ordered': () => eventOf('seal.ordered', { actor: clerk, sha256: SHA.leader }),
  voided: () => eventOf('number.voided', { actor: clerk }),
} as const;
export type Happening = keyof typeof happenings;
export const happeningNames = Object.keys(happenings) as Happening[];

export const circumstances = (verdict: DoorVerdict = { kind: 'admit' }) => ({
  documentId: DOCUMENT,
  now: NOW,
  source: 'e-office',
  actsForOffice: false,
  ownArrivalNumbers: true,
  verdict,
  calendar: announcedCalendar,
});
