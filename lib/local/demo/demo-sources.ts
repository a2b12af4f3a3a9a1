import type { KMSClient } from '@aws-sdk/client-kms';
import { DESK_SOURCE } from '../../desk/desk-source.ts';
import type { EventName } from '../../events/catalogue.ts';
import type { Source } from '../../register/source.ts';
import { sealSourceSecret } from '../../register/source-secret.kms.ts';
import type { DemoSecrets } from './demo-secrets.ts';
import { demoTexts } from './demo-texts.vi.ts';

/** `source` of the partner's entries on the bus. */
export const BUS_SOURCE = 'truc-lien-thong';
export const E_OFFICE = 'e-office';
export const INBOX_SOURCE = 'ban-dan-toc';
export const DESK = DESK_SOURCE;
export const demoSourceIds = [E_OFFICE, BUS_SOURCE, INBOX_SOURCE, DESK] as const;
type DemoSourceId = (typeof demoSourceIds)[number];

const FROM_PARTNERS: readonly EventName[] = [
  'document.received',
  'document.recalled',
  'document.replaced',
  'document.corrected',
];

const ALLOWED: Readonly<Record<DemoSourceId, readonly EventName[]>> = {
  [E_OFFICE]: [
    ...FROM_PARTNERS,
    'document.issued',
    'document.approved',
    'document.assigned',
    'document.opened',
    'document.completed',
    'document.presented',
  ],
  [BUS_SOURCE]: FROM_PARTNERS,
  [INBOX_SOURCE]: FROM_PARTNERS,
  [DESK]: [
    'document.received',
    'document.issued',
    'document.registered',
    'document.assigned',
    'document.recalled',
    'document.replaced',
    'document.corrected',
    'document.returned',
    'document.copied',
    'secrecy.decided',
    'duplicate.decided',
    'review.decided',
    'seal.ordered',
    'number.voided',
  ],
};

/** The public half of the approver's key, as the register keeps it. */
function approverEntry({ approver }: DemoSecrets): Source['approvers'][number] {
  const { kty = '', crv = '', x = '', y = '' } = approver.jwk;
  return { personId: approver.personId, keyId: approver.keyId, jwk: { kty, crv, x, y } };
}

/** The registered senders of the training office: an e-office, two partners, and the desk of clerk and officer. */
export function demoSources(options: {
  readonly secrets: DemoSecrets;
  readonly kms: KMSClient;
  readonly dataKeyId: string;
  readonly account: string;
}): Promise<readonly Source[]> {
  const { secrets, kms, dataKeyId, account } = options;
  return Promise.all(
    demoSourceIds.map(async (sourceId) => ({
      sourceId,
      title: demoTexts.sources[sourceId],
      allows: [...ALLOWED[sourceId]],
      // No written decision stands behind a training office: what carries no grade is held.
      defaultGrade: 'unknown' as const,
      // The e-office keeps a book of its own: its numbers are given, others come from the counter.
      ownArrivalNumbers: sourceId !== E_OFFICE,
      actsForOffice: sourceId === DESK,
      approvers: sourceId === E_OFFICE ? [approverEntry(secrets)] : [],
      inbox: sourceId === INBOX_SOURCE,
      ...(sourceId === BUS_SOURCE ? { busIdentity: { source: BUS_SOURCE, account } } : {}),
      sealedSecret: await sealSourceSecret(
        kms,
        dataKeyId,
        sourceId,
        Buffer.from(secrets.sources[sourceId] ?? ''),
      ),
    })),
  );
}
