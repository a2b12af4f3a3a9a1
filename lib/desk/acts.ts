import { type EventName, typeOf } from '../events/catalogue.ts';
import { type OfficeEvent, parseEvent } from '../events/envelope.ts';
import { sha256Of } from '../kernel/ids.ts';
import type { DeskAct, DeskRole } from './contract.ts';
import { DESK_SOURCE } from './desk-source.ts';

/** Who acts, and in which role. */
export interface DeskActor {
  readonly personId: string;
  readonly role: DeskRole;
}

const eventIn = (act: DeskAct, actor: DeskActor): { name: EventName; data: object } => {
  const common = { officeId: act.documentId, actor };
  switch (act.kind) {
    case 'release':
    case 'refuse':
      return {
        name: 'secrecy.decided',
        data: { ...common, decision: act.kind, reason: act.reason },
      };
    case 'seal':
      return { name: 'seal.ordered', data: { ...common, sha256: act.sha256 } };
    case 'void':
      return { name: 'number.voided', data: { ...common, reason: act.reason } };
    case 'publish':
    case 'keep-back':
      return {
        name: 'review.decided',
        data: {
          ...common,
          sha256: act.sha256,
          decision: act.kind === 'publish' ? 'approve' : 'reject',
          reason: act.reason,
        },
      };
    case 'return':
      return { name: 'document.returned', data: { ...common, reason: act.reason } };
    case 'join-duplicate':
    case 'keep-duplicate':
      return {
        name: 'duplicate.decided',
        data: {
          ...common,
          decision: act.kind === 'join-duplicate' ? 'join' : 'keep',
          reason: act.reason,
        },
      };
  }
};

/**
 * The id of a person's act: a repeated press is the same event. Neither reason nor content goes in,
 * whose hash could tell of a secret document (R1).
 */
export const actEventId = (personId: string, actId: string, ...what: readonly string[]): string =>
  `desk-${sha256Of(JSON.stringify([personId, actId, ...what])).slice(0, 32)}`;

/** An event of the desk, as every other door would read it. */
export const deskEvent = (
  event: { readonly id: string; readonly name: EventName; readonly data: object },
  now: Date,
): OfficeEvent =>
  parseEvent({
    specversion: '1.0',
    id: event.id,
    source: DESK_SOURCE,
    type: typeOf(event.name),
    time: now.toISOString(),
    data: event.data,
  });

/** What a person decides, as an event of the catalogue. */
export const eventOfAct = (act: DeskAct, actor: DeskActor, now: Date): OfficeEvent => {
  const version = 'sha256' in act ? [act.sha256] : [];
  const id = actEventId(actor.personId, act.actId, act.kind, act.documentId, ...version);
  return deskEvent({ id, ...eventIn(act, actor) }, now);
};
