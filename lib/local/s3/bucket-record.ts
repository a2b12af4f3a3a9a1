import type { PolicyDocument } from '../aws/service.ts';
import type { Versioning } from './key-record.ts';

/** A queue that is told of created objects. */
export interface QueueNotice {
  readonly id: string;
  readonly queueArn: string;
  /** For example s3:ObjectCreated:* */
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

export interface NotificationSettings {
  readonly queues: readonly QueueNotice[];
  readonly eventBridge: boolean;
}

/** A lifecycle rule as far as it is emulated. Days are whole days after the object's own time. */
export interface ExpirationRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix: string;
  readonly days: number | undefined;
  readonly noncurrentDays: number | undefined;
}

/** Settings of a bucket, in one file. */
export interface BucketSettings {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly versioning: Versioning;
  readonly policy: PolicyDocument | undefined;
  readonly notifications: NotificationSettings;
  readonly expirations: readonly ExpirationRule[];
  /** Configurations that are kept and given back, by the member that carries them. */
  readonly recorded: Readonly<Record<string, unknown>>;
}

export function newBucket(name: string, created: number): BucketSettings {
  return {
    name,
    created,
    versioning: undefined,
    policy: undefined,
    notifications: { queues: [], eventBridge: false },
    expirations: [],
    recorded: {},
  };
}
