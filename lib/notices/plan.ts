import type { DocumentState } from '../register/document-state.ts';
import { isInForce } from '../register/document-state.ts';
import { chooseTemplate } from './notice-content.ts';
import { type NoticeRow, noticeIdOf, type Occasion } from './notice-row.ts';
import { mayHaveBeenTold, queueNotice, suppressNotice } from './outbox.ts';
import { findSuppression, type NoticePolicy, type Person } from './people.ts';

/** Does the document stand so that people may be told of it on this occasion? */
export const isOccasionGiven = (state: DocumentState, occasion: Occasion): boolean =>
  occasion === 'recalled'
    ? ['recalled', 'replaced'].includes(state.core.status) &&
      ['ordinary', 'warned'].includes(state.screening.status)
    : isInForce(state);

/** Notices of an earlier occasion of the same document, from which we know who was told. */
export const earlierNoticeIds = (state: DocumentState, personId: string): readonly string[] =>
  (['arrival', 'issued'] as const).map((occasion) =>
    noticeIdOf(state.documentId, personId, occasion),
  );

const wasTold = (
  state: DocumentState,
  personId: string,
  earlier: ReadonlyMap<string, NoticeRow>,
): boolean =>
  earlierNoticeIds(state, personId).some((noticeId) => {
    const row = earlier.get(noticeId);
    return row !== undefined && mayHaveBeenTold(row);
  });

export interface PlanInput {
  readonly state: DocumentState;
  readonly occasion: Occasion;
  readonly personIds: readonly string[];
  readonly people: ReadonlyMap<string, Person>;
  /** Needed for a recall only. */
  readonly earlier: ReadonlyMap<string, NoticeRow>;
  readonly policy: NoticePolicy;
  readonly now: Date;
}

/**
 * One row for each person: queued, or suppressed with its cause. Only those who were told of a
 * document are told of its recall.
 */
export const decideNotices = (input: PlanInput): readonly NoticeRow[] => {
  const { state, occasion, now } = input;
  if (!isOccasionGiven(state, occasion)) return [];
  const template = chooseTemplate({ occasion, round: 'first' }, state);
  const urgency = state.core.facts?.urgency ?? 'thuong';
  return input.personIds
    .filter((personId) => occasion !== 'recalled' || wasTold(state, personId, input.earlier))
    .map((personId) => {
      const planned = { documentId: state.documentId, personId, occasion, urgency, template };
      const cause = findSuppression(input.people.get(personId), input.policy);
      return cause ? suppressNotice(planned, cause, now) : queueNotice(planned, now);
    });
};
