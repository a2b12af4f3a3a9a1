import { invalidParameter, isSenderId, isSmsType } from './publish-rules.ts';

type Check = (value: string) => boolean;

const CHECKS: Readonly<Record<string, Check>> = {
  MonthlySpendLimit: (value) => /^\d+(\.\d+)?$/.test(value),
  DeliveryStatusIAMRole: (value) => value === '' || value.startsWith('arn:aws:iam::'),
  DeliveryStatusSuccessSamplingRate: (value) => /^\d{1,3}$/.test(value) && Number(value) <= 100,
  DefaultSenderID: (value) => value === '' || isSenderId(value),
  DefaultSMSType: isSmsType,
  UsageReportS3Bucket: () => true,
};

/** Checks the attributes of SetSMSAttributes; throws InvalidParameter by name. */
export function checkSmsAttributes(attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const check = CHECKS[name];
    if (check === undefined) throw invalidParameter(`${name} is not an SMS attribute`);
    if (!check(value)) throw invalidParameter(`${name} Reason: ${value} is not allowed`);
  }
}
