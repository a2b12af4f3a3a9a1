import { createHash } from 'node:crypto';
import { AwsServiceError } from '../aws/service.ts';
import type { KeySpaceWrite, LevelStore } from './dynalite-modules.ts';
import { rangeOf } from './key-space.ts';

/** A token protects a finished transaction for 10 minutes (TransactWriteItems, ClientRequestToken). */
const TOKEN_LIFETIME_MS = 10 * 60 * 1000;

const PREFIX = 'token~';

interface TokenRecord {
  readonly parameters: string;
  readonly finishedAt: number;
}

export interface IdempotencyTokens {
  /**
   * Claims a token. `done` means that this very request has already succeeded.
   * Throws IdempotentParameterMismatchException or TransactionInProgressException.
   */
  begin(token: string, parameters: unknown): Promise<'new' | 'done'>;
  /** The write that makes the token durable; it belongs into the transaction's own batch. */
  record(token: string, parameters: unknown): KeySpaceWrite;
  end(token: string): void;
  /** Removes the tokens whose 10 minutes are over. */
  purgeExpired(): Promise<number>;
}

function sortMembers(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const fingerprint = (parameters: unknown) =>
  createHash('sha256').update(JSON.stringify(parameters, sortMembers)).digest('hex');

const tokenKey = (token: string) => PREFIX + Buffer.from(token, 'utf8').toString('hex');

/** Request tokens of transactions, kept in the same store as the items; `now` in milliseconds. */
export function createIdempotencyTokens(level: LevelStore, now: () => number): IdempotencyTokens {
  const running = new Set<string>();
  const isExpired = ({ finishedAt }: TokenRecord) => now() - finishedAt >= TOKEN_LIFETIME_MS;

  return {
    begin: async (token, parameters) => {
      if (running.has(token)) {
        throw new AwsServiceError(
          'TransactionInProgressException',
          'Transaction from previous request is still in progress',
        );
      }
      running.add(token);
      try {
        const known = (await level.get(tokenKey(token))) as TokenRecord | undefined;
        if (!known || isExpired(known)) return 'new';
        if (known.parameters === fingerprint(parameters)) return 'done';
      } catch (error) {
        running.delete(token);
        throw error;
      }
      running.delete(token);
      throw new AwsServiceError(
        'IdempotentParameterMismatchException',
        'Request with the same token but different parameters was already processed',
      );
    },
    record: (token, parameters) => ({
      type: 'put',
      key: tokenKey(token),
      value: { parameters: fingerprint(parameters), finishedAt: now() } satisfies TokenRecord,
    }),
    end: (token) => void running.delete(token),
    purgeExpired: async () => {
      const expired: KeySpaceWrite[] = [];
      for await (const [key, record] of level.iterator(rangeOf(PREFIX))) {
        if (isExpired(record as TokenRecord)) expired.push({ type: 'del', key });
      }
      await level.batch(expired, { sync: false });
      return expired.length;
    },
  };
}
