import { CENTRAL_DOCUMENTS } from './documents/incoming-central.vi.ts';
import { PROVINCIAL_DOCUMENTS } from './documents/incoming-provinces.vi.ts';
import { QUANG_NGAI_DOCUMENTS } from './documents/incoming-quang-ngai.vi.ts';
import { APPROVED_DOCUMENTS } from './documents/outgoing-approved.vi.ts';
import { ISSUED_DOCUMENTS } from './documents/outgoing-issued.vi.ts';
import { SECRET_DOCUMENT } from './documents/secret-canary.vi.ts';
import type { SampleDocument } from './sample-document.ts';

/** The samples that ship, in the order in which a run tells them. */
export const SAMPLE_DOCUMENTS: readonly SampleDocument[] = [
  ...CENTRAL_DOCUMENTS,
  ...QUANG_NGAI_DOCUMENTS,
  ...PROVINCIAL_DOCUMENTS,
  SECRET_DOCUMENT,
  ...ISSUED_DOCUMENTS,
  ...APPROVED_DOCUMENTS,
];
