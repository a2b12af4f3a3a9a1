import type { ServiceContext } from '../aws/service.ts';
import type { AcceptedSms } from './sms-outbox.ts';

/** One record of SNS's delivery status logging, as CloudWatch Logs holds it. */
interface DeliveryRecord {
  readonly notification: { readonly messageId: string; readonly timestamp: string };
  readonly delivery: {
    readonly phoneCarrier: string;
    readonly mcc: number;
    readonly mnc: number;
    readonly numberOfMessageParts: number;
    readonly destination: string;
    readonly priceInUSD: number;
    readonly smsType: string;
    readonly providerResponse: string;
    readonly dwellTimeMs: number;
    readonly dwellTimeMsUntilDeviceAck: number;
  };
  readonly status: 'SUCCESS' | 'FAILURE';
}

export interface DeliveryLogEvent {
  /** `sns/<region>/<account>/DirectPublishToPhoneNumber`, with `/Failure` for failures. */
  readonly logGroup: string;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  /** A DeliveryRecord as JSON. */
  readonly message: string;
}

const VIETNAM_MCC = 452;
const ACCEPTED = 'Message has been accepted by phone carrier';

/** The records that have appeared by now, in the order of their appearance. */
export function buildDeliveryLog(
  context: ServiceContext,
  accepted: readonly AcceptedSms[],
): DeliveryLogEvent[] {
  const now = context.now();
  const group = `sns/${context.region}/${context.account}/DirectPublishToPhoneNumber`;
  return accepted
    .filter((sms) => sms.receiptAt <= now)
    .sort((left, right) => left.receiptAt - right.receiptAt)
    .map((sms) => ({
      logGroup: sms.failure === null ? group : `${group}/Failure`,
      timestamp: sms.receiptAt,
      message: JSON.stringify(toRecord(sms)),
    }));
}

function toRecord(sms: AcceptedSms): DeliveryRecord {
  const dwell = sms.receiptAt - sms.at;
  return {
    notification: { messageId: sms.messageId, timestamp: logTimestamp(sms.at) },
    delivery: {
      phoneCarrier: 'Embedded carrier',
      mcc: VIETNAM_MCC,
      mnc: 4,
      numberOfMessageParts: sms.segments,
      destination: sms.phoneNumber,
      priceInUSD: sms.price,
      smsType: sms.smsType,
      providerResponse: sms.failure ?? ACCEPTED,
      dwellTimeMs: dwell,
      dwellTimeMsUntilDeviceAck: dwell,
    },
    status: sms.failure === null ? 'SUCCESS' : 'FAILURE',
  };
}

/** As in the logs: `2016-06-28 00:40:34.558`, UTC. */
function logTimestamp(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '');
}
