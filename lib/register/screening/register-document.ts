import type { NumberTaken, ToDo } from '../commit.ts';
import { type Deadline, handlingDeadline } from '../deadlines.ts';
import { currentMainFile, type DocumentState } from '../document-state.ts';
import { findLikeness, type Likeness } from '../duplicates.ts';
import { describeLikeness } from '../duplicates-texts.vi.ts';
import type { Outcome } from '../effect-runner.ts';
import { nextNumber, nextOwnCode, writeNumber } from '../numbers.ts';
import { type NewWork, newWork } from '../work.ts';
import type { ScreenDeps } from './screen-deps.ts';

/** `07`, or the whole `07/CV-UBDT` of an outgoing document that was signed on paper. */
const takeNumber = async (
  { counter }: ScreenDeps,
  { seriesId, suffix }: { readonly seriesId: string; readonly suffix: string | undefined },
  now: Date,
): Promise<{ readonly taken: NumberTaken; readonly code: string }> => {
  if (suffix !== undefined) return nextOwnCode(counter, seriesId, { suffix, now });
  const taken = await nextNumber(counter, seriesId, now);
  return { taken, code: writeNumber(taken.n) };
};

/** The number the document stands under in the agency's book, when it is given now. */
const numberOf = async (
  deps: ScreenDeps,
  state: DocumentState,
  now: Date,
): Promise<{ numbering: DocumentState['numbering']; numberTaken?: NumberTaken }> => {
  const { numbering, core, signing } = state;
  if (signing.status !== 'none') return { numbering };
  if (core.seriesId === undefined)
    return {
      numbering: {
        ...numbering,
        status: 'given',
        ...(core.givenNumber === undefined ? {} : { code: core.givenNumber }),
      },
    };
  const { seriesId } = core;
  const { taken, code } = await takeNumber(deps, { seriesId, suffix: signing.codeSuffix }, now);
  const { year, n, date } = taken;
  return {
    numberTaken: taken,
    numbering: { ...numbering, status: 'allocated', seriesId, year, n, date, code },
  };
};

export const unparkOf = (state: DocumentState): NewWork[] =>
  state.core.parked > 0 ? [newWork('screen', 'unpark')] : [];

/**
 * A document that was held leaves its envelope behind once it is registered or returned; one that
 * was set aside as a possible duplicate has left it then.
 */
export const forgetOf = ({ screening, core }: DocumentState): NewWork[] =>
  screening.envelope === undefined || core.duplicateOf?.status === 'kept'
    ? []
    : [newWork('screen', 'forget')];

const followOn = (state: DocumentState): NewWork[] => {
  const unpark = [...unparkOf(state), ...forgetOf(state)];
  if (state.signing.status === 'pending') return [newWork('sign', 'prepare'), ...unpark];
  const step = state.core.direction === 'incoming' ? 'arrival' : 'issued';
  // Nobody is told of an old record that is entered late.
  const notify = state.core.historical ? [] : [newWork('notify', step)];
  return [...notify, newWork('answer', 'registered'), ...unpark];
};

const screeningOf = ({ core, screening }: DocumentState): DocumentState['screening'] => {
  const circulation = core.facts?.circulation;
  return circulation === undefined
    ? { ...screening, status: 'ordinary', causes: [] }
    : { ...screening, status: 'warned', causes: [circulation] };
};

const deadlineOf = async (deps: ScreenDeps, { core }: DocumentState): Promise<Deadline> =>
  handlingDeadline(
    new Date(core.createdAt),
    core.facts?.urgency ?? 'thuong',
    await deps.calendars.current(),
  );

const duplicateOf = (
  { first, match }: Likeness,
  status: 'waiting' | 'noted',
): NonNullable<DocumentState['core']['duplicateOf']> => ({
  documentId: first.documentId,
  match,
  status,
  ...(first.numbering.code === undefined ? {} : { number: first.numbering.code }),
});

/** The later copy gets no number of our counter until a clerk decides whether it is one. */
const setAside = async (
  deps: ScreenDeps,
  state: DocumentState,
  likeness: Likeness,
): Promise<Outcome> => {
  const { number } = duplicateOf(likeness, 'waiting');
  return {
    kind: 'done',
    to: 'duplicate',
    next: {
      ...state,
      core: { ...state.core, duplicateOf: duplicateOf(likeness, 'waiting') },
      screening: screeningOf(state),
    },
    works: [
      newWork('answer', 'held-duplicate', {
        code: 'DUPLICATE',
        ...(number === undefined ? {} : { number }),
      }),
      // The clerk's decision may have come before; steps of the later registration keep their names.
      ...(state.core.parked > 0 ? [newWork('screen', 'unpark-duplicate')] : []),
      ...forgetOf(state),
    ],
    toDosOpened: [
      {
        kind: 'duplicate',
        desk: 'clerk',
        note: describeLikeness(likeness, true),
        ...(await deadlineOf(deps, state)),
      },
    ],
  };
};

/** What registering adds to the document's core: work to hand it over, and whom it resembles. */
const coreOf = async (
  deps: ScreenDeps,
  state: DocumentState,
  likeness: Likeness | undefined,
): Promise<DocumentState['core']> => {
  const { core, signing } = state;
  const isHandedOver =
    core.direction === 'incoming' && signing.status === 'none' && !core.historical;
  if (!isHandedOver && likeness === undefined) return core;
  return {
    ...core,
    ...(isHandedOver ? { handOver: await deadlineOf(deps, state) } : {}),
    ...(likeness === undefined ? {} : { duplicateOf: duplicateOf(likeness, 'noted') }),
  };
};

/** Why it may concern ethnic affairs. Paper without a file has no version to decide on (R2). */
const suggestionFor = (deps: ScreenDeps, state: DocumentState): readonly string[] =>
  state.core.facts?.circulation === undefined &&
  state.signing.status === 'none' &&
  state.core.facts !== undefined &&
  currentMainFile(state) !== undefined
    ? deps.suggest(state.core.facts)
    : [];

/** Enters the document into its book, unless it seems to be a copy of one that stands there. */
export const registerDocument = async (
  deps: ScreenDeps,
  state: DocumentState,
  now: Date,
): Promise<Outcome> => {
  // A draft to be signed here has no number yet that it could share with another.
  const { likeness, identities } =
    state.signing.status === 'none' ? await findLikeness(deps, state) : { identities: [] };
  const isNew = state.core.duplicateOf === undefined;
  if (isNew && likeness?.isCopy && state.core.seriesId !== undefined)
    return setAside(deps, state, likeness);
  const noted = isNew ? likeness : undefined;
  const { numbering, numberTaken } = await numberOf(deps, state, now);
  const suggestion = suggestionFor(deps, state);
  const screening = screeningOf(state);
  const toDos: readonly ToDo[] = [
    ...(suggestion.length > 0
      ? [{ kind: 'review', desk: 'officer', note: suggestion.join('; ') } as const]
      : []),
    ...(noted === undefined || state.core.historical
      ? []
      : [{ kind: 'duplicate', desk: 'clerk', note: describeLikeness(noted, false) } as const]),
  ];
  return {
    kind: 'done',
    to: screening.status,
    next: {
      ...state,
      core: await coreOf(deps, state, noted),
      screening,
      numbering,
      review:
        suggestion.length > 0
          ? { ...state.review, status: 'waiting', suggestion: [...suggestion] }
          : state.review,
    },
    // An event that parks meanwhile must meet this commit, or nobody would come for it.
    guards: ['core'],
    works: followOn(state),
    toDosOpened: toDos,
    identities,
    ...(numberTaken === undefined ? {} : { numberTaken }),
  };
};
