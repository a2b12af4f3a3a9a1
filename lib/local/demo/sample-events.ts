import { type EventName, typeOf } from '../../events/catalogue.ts';
import { documentIdOf, sha256Of } from '../../kernel/ids.ts';
import { vietnamDate } from '../../kernel/vietnam-time.ts';
import { addWorkingDays } from '../../kernel/working-days.ts';
import type { SampleDocument } from '../samples/sample-document.ts';
import type { SampleFile } from '../samples/sample-file.ts';
import { BUS_SOURCE, DESK, E_OFFICE, INBOX_SOURCE } from './demo-sources.ts';
import { demoTexts } from './demo-texts.vi.ts';

/** How an event comes in. */
export type Door = 'http' | 'bus' | 'inbox';

/** A CloudEvent in JSON format, ready to be sent. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: object;
}

const BY_BUS = new Set(['vpcp-so-ket-chien-luoc', 'quang-ngai-thu-tuc']);
const BY_INBOX = new Set(['thanh-hoa-pho-bien-phap-luat']);

/** Most come from the e-office; the Government Office and an urgent letter by the bus, one by file. */
export const doorOf = ({ key }: Pick<SampleDocument, 'key'>): Door => {
  if (BY_BUS.has(key)) return 'bus';
  return BY_INBOX.has(key) ? 'inbox' : 'http';
};

const SOURCE_OF: Readonly<Record<Door, string>> = {
  http: E_OFFICE,
  bus: BUS_SOURCE,
  inbox: INBOX_SOURCE,
};
export const sourceOf = (sample: Pick<SampleDocument, 'key'>): string => SOURCE_OF[doorOf(sample)];

export interface EventMaker {
  /** When the samples were first sent: every time in them follows from it. */
  readonly startedAt: Date;
}

/** Seconds after the start, so that later steps stand later in their source's order. */
const STEP_S = { assigned: -2, opening: 0, seal: 60, review: 120, takeBack: 180 } as const;

const eventOf = (
  { startedAt }: EventMaker,
  step: keyof typeof STEP_S,
  name: EventName,
  event: { readonly id: string; readonly source: string; readonly data: object },
): CloudEvent => ({
  specversion: '1.0',
  id: event.id,
  source: event.source,
  type: typeOf(name),
  time: new Date(startedAt.getTime() + STEP_S[step] * 1000).toISOString(),
  datacontenttype: 'application/json',
  data: event.data,
});

const dueOn = (sample: SampleDocument, startedAt: Date): { dueOn?: string } =>
  sample.dueInWorkingDays === undefined
    ? {}
    : { dueOn: addWorkingDays(vietnamDate(startedAt), sample.dueInWorkingDays) };

/** The facts both books hold, as an e-office sends them. */
const factsOf = (sample: SampleDocument, file: SampleFile, startedAt: Date): object => ({
  ...(sample.documentCode === undefined ? {} : { documentCode: sample.documentCode }),
  abstract: sample.abstract,
  issuer: sample.issuer,
  ...(sample.issuedOn === undefined ? {} : { issuedOn: sample.issuedOn }),
  ...(sample.isLetter ? {} : { typeName: sample.typeName }),
  urgency: sample.urgency,
  ...(sample.signer.name === undefined ? {} : { signerName: sample.signer.name }),
  signerTitle: sample.signerTitle,
  field: sample.field,
  addressees: sample.addressees ?? [],
  ...dueOn(sample, startedAt),
  ...(file.pageCount > 0 ? { pageCount: file.pageCount } : {}),
});

const signingOf = (sample: SampleDocument, file: SampleFile, approvalProof?: string): object => ({
  signerId: sample.signerKey,
  seriesId: sample.seriesId,
  codeSuffix: sample.notation,
  place: sample.place,
  ...(file.signing === undefined ? {} : { layout: file.signing }),
  ...(approvalProof === undefined ? {} : { approvalProof }),
});

const OPENING_NAME = {
  received: 'document.received',
  issued: 'document.issued',
  approved: 'document.approved',
} as const;

/** The event that brings a sample's document. */
export const openingEvent = (
  maker: EventMaker,
  sample: SampleDocument,
  file: SampleFile,
  approvalProof?: string,
): CloudEvent => {
  const { startedAt } = maker;
  const arrivals =
    sample.entry === 'received'
      ? {
          arrivedOn: vietnamDate(startedAt),
          ...(sample.arrivalNumber === undefined ? {} : { arrivalNumber: sample.arrivalNumber }),
        }
      : {};
  return eventOf(maker, 'opening', OPENING_NAME[sample.entry], {
    id: `sample.${sample.key}`,
    source: sourceOf(sample),
    data: {
      documentId: sample.key,
      ...(sample.secrecy === undefined ? {} : { secrecy: sample.secrecy }),
      ...factsOf(sample, file, startedAt),
      ...arrivals,
      recipients: sample.informs,
      files: [
        {
          sha256: sha256Of(file.bytes),
          size: file.bytes.length,
          mediaType: 'application/pdf',
          name: file.name,
          role: 'main',
        },
      ],
      ...(sample.entry === 'approved' ? signingOf(sample, file, approvalProof) : {}),
    },
  });
};

const CHIEF = 'chanh-van-phong';

/**
 * The direction of the head of the Office. The e-office names its own documents by its own ids,
 * also before they come; what came by another way is assigned at the desk.
 */
export const assignedEvent = (maker: EventMaker, sample: SampleDocument): CloudEvent => {
  const source = sourceOf(sample);
  const own = source === E_OFFICE;
  const early = sample.fate === 'assigned-first';
  return eventOf(maker, early ? 'assigned' : 'seal', 'document.assigned', {
    id: `sample.${sample.key}.assigned`,
    source: own ? E_OFFICE : DESK,
    data: {
      ...(own ? { documentId: sample.key } : { officeId: documentIdOf(source, sample.key) }),
      leadId: sample.assignedTo,
      ...dueOn(sample, maker.startedAt),
      assignedBy: CHIEF,
      direction: demoTexts.direction,
    },
  });
};

export const sealOrderedEvent = (
  maker: EventMaker,
  sample: SampleDocument,
  version: { readonly officeId: string; readonly sha256: string },
): CloudEvent =>
  eventOf(maker, 'seal', 'seal.ordered', {
    id: `sample.${sample.key}.seal`,
    source: DESK,
    data: { ...version, actor: { personId: 'van-thu', role: 'clerk' } },
  });

export const reviewDecidedEvent = (
  maker: EventMaker,
  sample: SampleDocument,
  version: { readonly officeId: string; readonly sha256: string },
): CloudEvent => {
  const decision = sample.review === 'publish' ? 'approve' : 'reject';
  return eventOf(maker, 'review', 'review.decided', {
    id: `sample.${sample.key}.review`,
    source: DESK,
    data: {
      ...version,
      decision,
      actor: { personId: 'chuyen-vien-ra-soat', role: 'officer' },
      reason: demoTexts[decision],
    },
  });
};

/** The recall, or the replacement by a later document of the same source. */
export const takenBackEvent = (
  maker: EventMaker,
  sample: SampleDocument,
  replacedBy: string | undefined,
): CloudEvent =>
  eventOf(maker, 'takeBack', replacedBy === undefined ? 'document.recalled' : 'document.replaced', {
    id: `sample.${sample.key}.taken-back`,
    source: sourceOf(sample),
    data: {
      documentId: sample.key,
      reason: replacedBy === undefined ? demoTexts.recall : demoTexts.replace,
      ...(replacedBy === undefined ? {} : { replacedBy }),
    },
  });
