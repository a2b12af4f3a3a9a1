import { type EventName, typeOf } from '../../../lib/events/catalogue.ts';

export const HASH = 'ab'.repeat(32);
const mainFile = {
  sha256: HASH,
  size: 1,
  mediaType: 'application/pdf',
  name: 'van-ban.pdf',
  role: 'main',
};
const actor = { personId: 'vt1', role: 'clerk' };
const facts = { documentId: 'VB-1', abstract: 'Về việc họp', issuer: 'UBND tỉnh' };

/** The least each event needs. */
export const minimalData: Readonly<Record<EventName, Readonly<Record<string, unknown>>>> = {
  'document.received': facts,
  'document.issued': facts,
  'document.registered': { ...facts, direction: 'incoming' },
  'document.approved': {
    ...facts,
    files: [mainFile],
    signerId: 'ld1',
    seriesId: 'di',
    codeSuffix: 'QĐ-UBDT',
    place: 'Hà Nội',
  },
  'document.recalled': { documentId: 'VB-1', reason: 'Sai thể thức' },
  'document.replaced': { documentId: 'VB-1', reason: 'Thay thế', replacedBy: 'VB-2' },
  'document.corrected': { documentId: 'VB-1', correctedBy: 'VB-3', reason: 'Sai thể thức' },
  'document.returned': { documentId: 'VB-1', actor, reason: 'Gửi sai nơi nhận' },
  'document.copied': { documentId: 'VB-1', form: 'SY', count: 2, actor },
  'document.opened': { documentId: 'VB-1', personId: 'ld1' },
  'document.assigned': { documentId: 'VB-1', leadId: 'cv1', assignedBy: 'ld1' },
  'document.completed': { documentId: 'VB-1', personId: 'cv1' },
  'document.presented': { documentId: 'VB-1', signerId: 'ld1' },
  'secrecy.decided': { documentId: 'VB-1', decision: 'release', actor, reason: 'Thường' },
  'duplicate.decided': { documentId: 'VB-1', decision: 'join', actor, reason: 'Bản trùng' },
  'review.decided': {
    documentId: 'VB-1',
    decision: 'approve',
    actor,
    reason: 'Công khai',
    sha256: HASH,
  },
  'seal.ordered': { documentId: 'VB-1', sha256: HASH, actor },
  'number.voided': { documentId: 'VB-1', actor, reason: 'Không ban hành' },
};

/** A CloudEvent around some data. */
export const cloudEvent = (
  name: EventName,
  data: unknown = minimalData[name],
  more: Readonly<Record<string, unknown>> = {},
) => ({
  specversion: '1.0',
  id: 'e-1',
  source: 'e-office',
  type: typeOf(name),
  time: '2026-11-23T09:00:00+07:00',
  data,
  ...more,
});
