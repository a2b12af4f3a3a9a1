import { ConcurrencyError, OfficeError, WorkLostError } from '../kernel/errors.ts';
import { type RetryDeps, retryWithJitter } from '../kernel/retry.ts';
import type { Commit } from './commit.ts';
import type { DocumentState } from './document-state.ts';
import type { DocumentStore, WorkQueue, WorkStore } from './document-store.ts';
import type { PauseSwitch } from './pause-switch.ts';
import {
  MAX_ATTEMPTS,
  pauseAfter,
  SWEEP_AFTER_MS,
  type WorkItem,
  type WorkMessage,
} from './work.ts';

/** What an act leaves behind. Everything in it is stored in the transaction that ends the work. */
export type Outcome =
  | ({
      readonly kind: 'done' | 'failed';
      /** With `failed`: a stable code the clerk sees. */
      readonly code?: string;
      readonly next: DocumentState;
      readonly to: string;
    } & Partial<
      Pick<
        Commit,
        | 'works'
        | 'toDosOpened'
        | 'toDosClosed'
        | 'numberTaken'
        | 'copyNumbered'
        | 'identities'
        | 'guards'
      >
    >)
  /** Not yet: what the act needs has not come. */
  | { readonly kind: 'later'; readonly at: Date }
  /** Tried in vain, and that was foreseen: the attempt counts, the next one is not before this. */
  | { readonly kind: 'again'; readonly at: Date };

/**
 * One step of an effect. It may be run again after a crash at any point, so whatever it does
 * outside the register must be repeat-safe or claimed beforehand.
 */
export type Act = (
  work: WorkItem,
  state: DocumentState,
  circumstances: { readonly now: Date },
) => Promise<Outcome>;

export interface EffectDeps extends RetryDeps {
  readonly store: DocumentStore;
  readonly works: WorkStore;
  readonly queue: WorkQueue;
  readonly pauses: PauseSwitch;
  readonly now: () => Date;
}

const endWork = async (
  deps: EffectDeps,
  work: WorkItem,
  state: DocumentState,
  outcome: Extract<Outcome, { kind: 'done' | 'failed' }>,
): Promise<void> => {
  const now = deps.now();
  const failed = outcome.kind === 'failed';
  const { kind, code, next, to, works = [], ...rest } = outcome;
  const commit: Commit = {
    ...rest,
    documentId: work.documentId,
    base: state,
    next,
    now,
    works,
    finished: { work, status: kind, ...(code === undefined ? {} : { code }) },
    history: {
      action: `${work.effect}.${work.step}`,
      by: 'vanthu',
      at: now.toISOString(),
      to,
      ...(code === undefined ? {} : { reason: code }),
    },
    ...(failed
      ? {
          toDosOpened: [
            ...(rest.toDosOpened ?? []),
            { kind: 'failed' as const, desk: 'clerk' as const, note: `${work.effect}: ${code}` },
          ],
        }
      : {}),
  };
  await deps.store.commit(commit);
  await deps.queue.send(
    works
      .filter((item) => item.notBefore === undefined || item.notBefore <= now)
      .map(({ effect, step }) => ({ documentId: work.documentId, effect, step })),
  );
};

/** Work that has to wait comes back by a delayed message; the sweeper looks after it besides. */
const putOff = async (deps: EffectDeps, work: WorkItem, at: Date): Promise<void> => {
  const { documentId, effect, step } = work;
  await deps.works.release(work, new Date(at.getTime() + SWEEP_AFTER_MS));
  const delay = Math.ceil((at.getTime() - deps.now().getTime()) / 1000);
  await deps.queue.send([{ documentId, effect, step }], Math.min(900, Math.max(0, delay)));
};

/** An expected failure of the act ends the work with its code; an unknown one is thrown on. */
const runAct = async (
  act: Act,
  work: WorkItem,
  state: DocumentState,
  now: Date,
): Promise<Outcome> => {
  if (work.attempts > MAX_ATTEMPTS)
    return { kind: 'failed', code: 'WORK_EXHAUSTED', next: state, to: 'failed' };
  try {
    return await act(work, state, { now });
  } catch (error) {
    if (!(error instanceof OfficeError)) throw error;
    return { kind: 'failed', code: error.code, next: state, to: 'failed' };
  }
};

/**
 * The effect contract, used by every effect (DESIGN §4): claim the work item, load the state
 * once, act, mark with outcome and follow-on work in one transaction, then send that work.
 * A repeated message finds nothing to claim and ends quietly. When the mark meets another
 * writer, state is read and the act decided again under the same claim.
 * @throws whatever the act throws unexpectedly: the message then goes back to its queue
 */
export const runEffect = async (
  deps: EffectDeps,
  act: Act,
  message: WorkMessage,
): Promise<void> => {
  // The work stays due in the register: once resumed, the sweeper sends it again.
  if (await deps.pauses.isPaused(message.effect)) return;
  const retryable = (error: unknown) => error instanceof ConcurrencyError;
  const work = await retryWithJitter(deps, { tries: 12, baseMs: 10, retryable }, () =>
    deps.works.claim(message, deps.now()),
  );
  if (work === undefined) return;
  // All documents of a book meet at its counter. Waits that went on growing would leave the one
  // that lost most often behind all that come after it, and then to the queue for minutes.
  const patience = { tries: 40, baseMs: 10, longestMs: 250, retryable };
  const finish = retryWithJitter(deps, patience, async () => {
    const state = await deps.store.load(work.documentId);
    if (state === undefined) throw new Error('a work item without its document');
    const outcome = await runAct(act, work, state, deps.now());
    if (outcome.kind === 'later') await putOff(deps, work, outcome.at);
    // The sweeper sends it again; the queue's own tries are for failures that nobody foresaw.
    else if (outcome.kind === 'again') await deps.works.rest(work, outcome.at);
    else await endWork(deps, work, state, outcome);
  });
  await finish.catch(async (error: unknown) => {
    // The lease ran out and another run has ended this work: its outcome stands.
    if (error instanceof WorkLostError) return;
    const rest = pauseAfter(work.attempts);
    if (rest > 0) await deps.works.rest(work, new Date(deps.now().getTime() + rest));
    throw error;
  });
};
