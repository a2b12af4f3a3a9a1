import { AwsServiceError, type ServiceCall } from '../aws/service.ts';
import type { SmsFailure } from './sms-outbox.ts';

/** What a test or a demonstration may let go wrong with a Publish to a phone. */
export type SmsFault = {
  /** How many publishes it meets. Default 1. */
  readonly times?: number;
  /** Only publishes to this number. */
  readonly phoneNumber?: string;
} & (
  | {
      readonly kind:
        | 'throttle'
        | 'serverErrorBeforeSending'
        | 'serverErrorAfterSending'
        | 'resetBeforeSending'
        | 'resetAfterSending'
        | 'spendLimitReached';
    }
  | { readonly kind: 'undelivered'; readonly failure: SmsFailure }
);

export interface SmsFaults {
  inject(fault: SmsFault): void;
  /** The fault that meets this publish; it is used up. */
  take(phoneNumber: string): SmsFault | undefined;
}

export function createSmsFaults(): SmsFaults {
  const waiting: { readonly fault: SmsFault; left: number }[] = [];
  return {
    inject: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take(phoneNumber) {
      const found = waiting.find(
        ({ fault, left }) =>
          left > 0 && (fault.phoneNumber === undefined || fault.phoneNumber === phoneNumber),
      );
      if (found === undefined) return undefined;
      found.left -= 1;
      return found.fault;
    },
  };
}

/** Faults that strike before anything was sent. */
export function strikeBefore(fault: SmsFault | undefined, call: ServiceCall): void {
  if (fault?.kind === 'throttle') throw new AwsServiceError('Throttling', 'Rate exceeded');
  if (fault?.kind === 'serverErrorBeforeSending') throw internalError();
  if (fault?.kind === 'resetBeforeSending') throw resetConnection(call);
}

/** Faults that strike when the message is on its way and the answer is lost. */
export function strikeAfter(fault: SmsFault | undefined, call: ServiceCall): void {
  if (fault?.kind === 'serverErrorAfterSending') throw internalError();
  if (fault?.kind === 'resetAfterSending') throw resetConnection(call);
}

/** What the fault makes of the delivery, when the publish itself is answered well. */
export function failureOf(fault: SmsFault | undefined): SmsFailure | null {
  if (fault?.kind === 'spendLimitReached') return 'No quota left for account';
  return fault?.kind === 'undelivered' ? fault.failure : null;
}

function internalError(): AwsServiceError {
  return new AwsServiceError('InternalError', 'We encountered an internal error.', { status: 500 });
}

function resetConnection(call: ServiceCall): AwsServiceError {
  call.request.socket.destroy();
  return internalError();
}
