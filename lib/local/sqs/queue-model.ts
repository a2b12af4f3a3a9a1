/** Message attribute as it lies in the journal; binary values are base64. */
export interface StoredAttribute {
  readonly type: string;
  readonly text?: string;
  readonly binary?: string;
}

export interface StoredMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, StoredAttribute>>;
  /** Epoch milliseconds, as all times here. */
  readonly sentAt: number;
  /** From here on a receiver may get it: the end of its delay or of its visibility timeout. */
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt: number | null;
  /** Handle of the latest receive; null before the first one. */
  readonly handle: string | null;
  readonly senderId: string;
  readonly groupId: string | null;
  readonly deduplicationId: string | null;
  /** Order within a FIFO queue. */
  readonly sequence: number | null;
  /** ARN of the queue from which a dead message came. */
  readonly sourceArn: string | null;
}

/** A send seen within the last five minutes, FIFO queues only. */
export interface Deduplication {
  readonly key: string;
  readonly at: number;
  readonly messageId: string;
  readonly sequence: number;
}

export interface MoveTask {
  readonly handle: string;
  readonly sourceArn: string;
  readonly destinationArn: string | null;
  readonly startedAt: number;
  readonly status: 'COMPLETED' | 'FAILED';
  readonly moved: number;
  readonly toMove: number;
  readonly failureReason: string | null;
}

/** One queue in memory; changed by QueueStore only. */
export interface Queue {
  readonly name: string;
  readonly createdAt: number;
  modifiedAt: number;
  attributes: Readonly<Record<string, string>>;
  /** In order of arrival. */
  readonly messages: Map<string, StoredMessage>;
  readonly deduplications: Map<string, Deduplication>;
  lastSequence: number;
}

export function isFifo(queue: Queue): boolean {
  return queue.name.endsWith('.fifo');
}

export function isInFlight(message: StoredMessage, now: number): boolean {
  return message.handle !== null && message.visibleAt > now;
}

/** A numeric queue attribute, or its default. */
export function numberAttribute(queue: Queue, name: string, fallback: number): number {
  const value = queue.attributes[name];
  return value === undefined ? fallback : Number(value);
}

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** The queue's redrive policy; its form was checked when it was set. */
export function redrivePolicyOf(queue: Queue): RedrivePolicy | undefined {
  const text = queue.attributes['RedrivePolicy'];
  if (!text) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text) as Record<string, unknown>;
  return {
    deadLetterTargetArn: String(deadLetterTargetArn),
    maxReceiveCount: Number(maxReceiveCount),
  };
}
