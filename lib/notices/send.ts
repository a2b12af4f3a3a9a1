import { ConcurrencyError } from '../kernel/errors.ts';
import { PhoneUnreadableError, SmsCertainlyNotSentError, SmsFateUnknownError } from './errors.ts';
import type { MobilePhone } from './mobile-phone.ts';
import { type NoticeText, renderNotice } from './notice-content.ts';
import type { NoticeRow, NoticeStatus } from './notice-row.ts';
import { isClaimable, isLeaseOver, type NoticeEvent, stepNotice } from './outbox.ts';
import type { OutboxStore } from './outbox-store.ts';
import { findSuppression, type NoticePolicy } from './people.ts';
import type { PhoneVault } from './phone-vault.ts';
import { isOccasionGiven } from './plan.ts';
import type { FactsAtSending, SendingFacts } from './sending-facts.ts';
import type { SmsChannel } from './sms-channel.ts';
import { nextHandOver, type SmsEvidence } from './sms-evidence.ts';

export interface SendDeps {
  readonly outbox: OutboxStore;
  readonly facts: SendingFacts;
  readonly vault: PhoneVault;
  readonly evidence: SmsEvidence;
  readonly channel: SmsChannel;
  readonly policy: NoticePolicy;
  readonly now: () => Date;
  readonly newId: () => string;
  /** A number in [0, 1). */
  readonly random: () => number;
}

export type SendOutcome =
  /** Done, leased by another worker, or not yet due: nothing to do with this message. */
  | { readonly kind: 'not-claimed' }
  | {
      readonly kind: 'recorded';
      readonly status: NoticeStatus;
      /** The notice can be tried (or its reminder sent) from this instant on. */
      readonly retryAt?: string;
      readonly code?: string;
      /** What kept it from being sent, for the log; it holds no phone number. */
      readonly cause?: unknown;
    };

/** Sending may take so long; with less time left on the lease it is not begun. */
const SENDING_MS = 10_000;

interface Verdict {
  readonly event: NoticeEvent;
  readonly cause?: unknown;
}

const isOver = (date: Date, instant: string | undefined): boolean =>
  date.toISOString() >= (instant ?? '');

/** Everything that may have changed since the row was made. */
const findVeto = (
  deps: SendDeps,
  row: NoticeRow,
  facts: FactsAtSending,
): NoticeEvent | undefined => {
  if (isOver(deps.now(), row.staleAt)) return { kind: 'expired' };
  if (!facts.state || !isOccasionGiven(facts.state, row.occasion)) {
    return { kind: 'cancelled', cause: 'not-in-force' };
  }
  // Whoever has opened a document needs no word of its arrival, but must know of its recall.
  if (facts.opened && row.occasion !== 'recalled') return { kind: 'cancelled', cause: 'opened' };
  const cause = findSuppression(facts.person, deps.policy);
  return cause && { kind: 'suppressed', cause };
};

interface Prepared {
  readonly phone: MobilePhone;
  readonly notice: NoticeText;
}

type NotSent = Extract<NoticeEvent, { kind: 'not-sent' }>;

const notSent = (
  deps: SendDeps,
  failure: Pick<NotSent, 'code' | 'retryable' | 'handedOver'>,
  cause?: unknown,
): Verdict => ({
  event: { kind: 'not-sent', ...failure, jitter: deps.random() },
  ...(cause === undefined ? {} : { cause }),
});

const isLeaseShort = (deps: SendDeps, row: NoticeRow): boolean =>
  isOver(new Date(deps.now().getTime() + SENDING_MS), row.leaseUntil);

/**
 * Evidence that the notice is handed over now, put where no restored table can lose it. When it is
 * there already, the row is an older copy of one that was handed over: nothing is sent.
 */
const leaveEvidence = async (deps: SendDeps, row: NoticeRow): Promise<Verdict | undefined> => {
  if (!(await deps.evidence.record(nextHandOver(row), row.claimId ?? '')))
    return { event: { kind: 'handed-over-before' } };
  return isLeaseShort(deps, row)
    ? notSent(deps, { code: 'LEASE_SHORT', retryable: true, handedOver: true })
    : undefined;
};

/** Looks at everything again and makes the text; a verdict says why it is not to be sent. */
const prepare = async (deps: SendDeps, row: NoticeRow): Promise<Prepared | Verdict> => {
  try {
    const facts = await deps.facts.load(row.documentId, row.personId);
    const veto = findVeto(deps, row, facts);
    const { state, person } = facts;
    if (veto || !state || !person?.phone) {
      return { event: veto ?? { kind: 'suppressed', cause: 'no-phone' } };
    }
    const phone = await deps.vault.open(row.personId, person.phone.ciphertext);
    const notice = renderNotice(row, state, facts.replacementCode);
    if (isLeaseShort(deps, row)) return notSent(deps, { code: 'LEASE_SHORT', retryable: true });
    return (await leaveEvidence(deps, row)) ?? { phone, notice };
  } catch (error) {
    // Nothing has left the house yet, so it is safe to try again.
    return error instanceof PhoneUnreadableError
      ? notSent(deps, { code: error.code, retryable: false }, error)
      : notSent(deps, { code: 'NOT_PREPARED', retryable: true }, error);
  }
};

const publish = async (
  deps: SendDeps,
  row: NoticeRow,
  { phone, notice }: Prepared,
): Promise<Verdict> => {
  try {
    const { messageId } = await deps.channel.send({
      phone,
      text: notice.text,
      urgency: row.urgency,
    });
    const { template, version } = notice;
    return { event: { kind: 'accepted', messageId, template, templateVersion: version } };
  } catch (error) {
    if (error instanceof SmsCertainlyNotSentError) {
      const { code, retryable } = error;
      return notSent(deps, { code, retryable, handedOver: true }, error);
    }
    const code = error instanceof SmsFateUnknownError ? error.code : 'SMS_CHANNEL_FAILED';
    return { event: { kind: 'fate-unknown', code }, cause: error };
  }
};

/**
 * Keeps the verdict. A lease that ran out meanwhile does not undo an accepted message; any other
 * verdict comes too late then, and what the other worker has made of the row stands.
 */
const record = async (
  deps: SendDeps,
  row: NoticeRow,
  { event, cause }: Verdict,
): Promise<SendOutcome> => {
  const keep = async (base: NoticeRow): Promise<SendOutcome> => {
    const next = stepNotice(base, event, deps.now());
    await deps.outbox.save(base, next);
    return describe(next, cause);
  };
  try {
    return await keep(row);
  } catch (error) {
    if (!(error instanceof ConcurrencyError)) throw error;
    if (event.kind !== 'accepted') return { kind: 'not-claimed' };
    const current = (await deps.outbox.load([row.noticeId])).get(row.noticeId);
    if (current?.status !== 'unknown' || current.claimId !== row.claimId) throw error;
    return keep(current);
  }
};

const describe = (row: NoticeRow, cause?: unknown): SendOutcome => ({
  kind: 'recorded',
  status: row.status,
  ...(row.notBefore === undefined ? {} : { retryAt: row.notBefore }),
  ...(row.code === undefined ? {} : { code: row.code }),
  ...(cause === undefined ? {} : { cause }),
});

/** A claim whose worker died: the text may be out, so its fate is unknown (R6). */
const endLostClaim = async (deps: SendDeps, row: NoticeRow): Promise<NoticeRow | undefined> => {
  const next = stepNotice(row, { kind: 'lease-expired' }, deps.now());
  try {
    await deps.outbox.save(row, next);
    return next;
  } catch (error) {
    if (error instanceof ConcurrencyError) return undefined;
    throw error;
  }
};

/**
 * Sends one notice: claim, look again, leave evidence, send, mark (R6). At most one text leaves for each claim,
 * and a notice is claimed again only when the text before certainly did not leave, or once as
 * the reminder of a hoả tốc arrival.
 * @throws what the store throws: the message goes back to the queue, the row stays safe
 */
export const sendNotice = async (deps: SendDeps, noticeId: string): Promise<SendOutcome> => {
  const claim = () => deps.outbox.claim(noticeId, deps.newId(), deps.now());
  let result = await claim();
  if (result.kind === 'refused' && result.row && isLeaseOver(result.row, deps.now())) {
    const lost = await endLostClaim(deps, result.row);
    if (!lost) return { kind: 'not-claimed' };
    if (!isClaimable(lost, deps.now())) return describe(lost);
    result = await claim();
  }
  if (result.kind === 'refused') return { kind: 'not-claimed' };
  const { row } = result;
  const prepared = await prepare(deps, row);
  const verdict = 'event' in prepared ? prepared : await publish(deps, row, prepared);
  return record(deps, row, verdict);
};
