import type { Urgency } from '../events/common.ts';
import type { MobilePhone } from './mobile-phone.ts';

export interface SmsToSend {
  readonly phone: MobilePhone;
  /** One part of plain GSM-7. */
  readonly text: string;
  readonly urgency: Urgency;
}

/** A way to the carriers. One call sends at most one SMS: an adapter never tries again by itself. */
export interface SmsChannel {
  /**
   * @returns the channel's message id: accepted, which is not yet received
   * @throws SmsCertainlyNotSentError nobody got an SMS
   * @throws SmsFateUnknownError somebody may have got it; anything else thrown counts as this
   */
  send(sms: SmsToSend): Promise<{ messageId: string }>;
}
