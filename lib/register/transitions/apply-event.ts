import type { OfficeEvent } from '../../events/envelope.ts';
import type { DocumentState } from '../document-state.ts';
import { copyDocument } from './copy-document.ts';
import { correctDocument } from './correct-document.ts';
import { decideDuplicate } from './decide-duplicate.ts';
import { decideReview } from './decide-review.ts';
import { decideSecrecy } from './decide-secrecy.ts';
import type { Circumstances, Decision } from './decision.ts';
import { assignDocument, completeDocument, openedDocument, presentDocument } from './follow-up.ts';
import { openDocument } from './open-document.ts';
import { orderSeal } from './order-seal.ts';
import { returnDocument } from './return-document.ts';
import { takeBackDocument } from './take-back.ts';
import { voidNumber } from './void-number.ts';

/** The whole state machine of a document for events: state + event → decision. Pure. */
export const applyEvent = (
  state: DocumentState | undefined,
  event: OfficeEvent,
  at: Circumstances,
): Decision => {
  switch (event.name) {
    case 'document.received':
    case 'document.issued':
    case 'document.approved':
    case 'document.registered':
      return openDocument(state, event, at);
    case 'document.assigned':
      return assignDocument(state, event);
    case 'document.completed':
      return completeDocument(state, event);
    case 'document.opened':
      return openedDocument(state, event);
    case 'document.presented':
      return presentDocument(state, event);
    case 'document.recalled':
    case 'document.replaced':
      return takeBackDocument(state, event, at);
    case 'document.corrected':
      return correctDocument(state, event, at);
    case 'document.returned':
      return returnDocument(state, event);
    case 'document.copied':
      return copyDocument(state, event, at.now);
    case 'secrecy.decided':
      return decideSecrecy(state, event);
    case 'duplicate.decided':
      return decideDuplicate(state, event);
    case 'review.decided':
      return decideReview(state, event);
    case 'seal.ordered':
      return orderSeal(state, event, at.now);
    case 'number.voided':
      return voidNumber(state, event);
  }
};
