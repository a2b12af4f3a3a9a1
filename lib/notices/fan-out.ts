import type { DocumentState } from '../register/document-state.ts';
import { NoticeOccasionError } from './errors.ts';
import { type NoticeRow, type Occasion, occasions } from './notice-row.ts';
import { type OutboxStore, PAGE_SIZE } from './outbox-store.ts';
import type { NoticePolicy, PeopleDirectory } from './people.ts';
import { decideNotices, earlierNoticeIds, isOccasionGiven } from './plan.ts';

export interface FanOutDeps {
  readonly people: PeopleDirectory;
  readonly outbox: OutboxStore;
  readonly policy: NoticePolicy;
}

export interface FanOutResult {
  /** Notices that wait to be sent; a message lost on the way is made up for by the sweeper. */
  readonly noticeIds: readonly string[];
  readonly suppressed: number;
}

const readOccasion = (step: string): Occasion => {
  const occasion = occasions.find((known) => known === step);
  if (!occasion) throw new NoticeOccasionError(step);
  return occasion;
};

const pagesOf = (personIds: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(personIds.length / PAGE_SIZE) }, (_, page) =>
    personIds.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE),
  );

const NONE: ReadonlyMap<string, NoticeRow> = new Map();

/**
 * The act of effect `notify`: makes one row for each recipient, in pages of 25. Repeating it,
 * also after a crash in the middle, makes nothing twice.
 * @throws NoticeOccasionError when the step is not an occasion
 */
export const planNotices = async (
  deps: FanOutDeps,
  work: { readonly state: DocumentState; readonly step: string; readonly now: Date },
): Promise<FanOutResult> => {
  const { state, now } = work;
  const occasion = readOccasion(work.step);
  const rows: NoticeRow[] = [];
  const recipients = isOccasionGiven(state, occasion) ? [...new Set(state.core.recipients)] : [];
  for (const personIds of pagesOf(recipients)) {
    const earlierIds = personIds.flatMap((personId) => earlierNoticeIds(state, personId));
    const [people, earlier] = await Promise.all([
      deps.people.people(personIds),
      occasion === 'recalled' ? deps.outbox.load(earlierIds) : NONE,
    ]);
    const page = decideNotices({
      state,
      occasion,
      personIds,
      people,
      earlier,
      policy: deps.policy,
      now,
    });
    if (page.length > 0) rows.push(...(await deps.outbox.createPage(page)));
  }
  return {
    noticeIds: rows.filter(({ status }) => status === 'queued').map(({ noticeId }) => noticeId),
    suppressed: rows.filter(({ status }) => status === 'suppressed').length,
  };
};
