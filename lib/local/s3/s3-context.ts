import type { ServiceContext } from '../aws/service.ts';
import type { BucketStore } from './bucket-store.ts';
import type { NotificationOutbox } from './notification-outbox.ts';
import { accessDenied, notEmulated } from './s3-errors.ts';

/** What the operations of S3 share. */
export interface S3Context {
  readonly service: ServiceContext;
  readonly store: BucketStore;
  readonly outbox: NotificationOutbox;
  /** Rises with every write; lexically ordered, as S3's sequencers are. */
  nextSequencer(): string;
}

/** A sequencer that rises with the clock and never falls, also when the clock is set back. */
export function createSequencer(now: () => number, last: string | undefined): () => string {
  let value = last === undefined ? 0n : BigInt(`0x${last}`);
  return () => {
    const byClock = BigInt(Math.floor(now())) << 12n;
    value = byClock > value ? byClock : value + 1n;
    return value.toString(16).toUpperCase().padStart(18, '0');
  };
}

/** Members that an operation takes into account; any other stops the call rather than be ignored. */
export function refuseOtherMembers(
  operation: string,
  input: object,
  known: readonly string[],
): void {
  const unknown = Object.keys(input).find((member) => !known.includes(member));
  if (unknown) throw notEmulated(`s3:${operation} with ${unknown}`);
}

/** ExpectedBucketOwner guards against buckets that someone else now owns. */
export function checkOwner(context: S3Context, expected: string | undefined): void {
  if (expected !== undefined && expected !== context.service.account) throw accessDenied();
}
