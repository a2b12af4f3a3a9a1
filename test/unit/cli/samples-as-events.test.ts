import { describe, expect, it } from '@jest/globals';
import { parseEvent } from '../../../lib/events/envelope.ts';
import { documentIdOf } from '../../../lib/kernel/ids.ts';
import { compareEnd, expectedEnd } from '../../../lib/local/demo/expected-end.ts';
import {
  assignedEvent,
  doorOf,
  openingEvent,
  reviewDecidedEvent,
  sealOrderedEvent,
  sourceOf,
  takenBackEvent,
} from '../../../lib/local/demo/sample-events.ts';
import { SAMPLE_DOCUMENTS } from '../../../lib/local/samples/documents.vi.ts';
import type { SampleDocument } from '../../../lib/local/samples/sample-document.ts';
import type { SampleFile } from '../../../lib/local/samples/sample-file.ts';
import { blankState } from '../../../lib/register/document-state.ts';

const startedAt = new Date('2026-11-20T03:00:00Z');
const maker = { startedAt };
const box = { page: 0, x: 1, y: 2, width: 3, height: 4 };
const file: SampleFile = {
  name: 'mau.pdf',
  bytes: Buffer.from('%PDF-1.7'),
  pageCount: 2,
  signing: { number: box, date: box, leader: box, agency: box },
};
const sha256 = 'a'.repeat(64);

const sampleWith = (wanted: Partial<SampleDocument>): SampleDocument => {
  const found = SAMPLE_DOCUMENTS.find((sample) =>
    Object.entries(wanted).every(([name, value]) => sample[name as keyof SampleDocument] === value),
  );
  if (found === undefined) throw new Error(`no sample with ${JSON.stringify(wanted)}`);
  return found;
};

describe('samples as events', () => {
  it.each(SAMPLE_DOCUMENTS.map((sample) => [sample.key, sample] as const))(
    'brings %s as an event of the catalogue',
    (_, sample) => {
      const proof = sample.entry === 'approved' ? 'chứng cứ' : undefined;
      const event = parseEvent(openingEvent(maker, sample, file, proof));
      expect(event.name).toBe(`document.${sample.entry}`);
      expect(event.data).toMatchObject({ documentId: sample.key, abstract: sample.abstract });
      expect('secrecy' in event.data && event.data.secrecy).toBe(sample.secrecy ?? false);
    },
  );

  it('is the same to the byte at every start of one folder, so that it may be sent again', () => {
    for (const sample of SAMPLE_DOCUMENTS)
      expect(openingEvent(maker, sample, file)).toEqual(
        openingEvent({ startedAt: new Date(startedAt) }, sample, file),
      );
  });

  it('gives every event an id of its own', () => {
    const version = { officeId: documentIdOf('e-office', 'x'), sha256 };
    const ids = SAMPLE_DOCUMENTS.flatMap((sample) => [
      openingEvent(maker, sample, file).id,
      assignedEvent(maker, sample).id,
      sealOrderedEvent(maker, sample, version).id,
      reviewDecidedEvent(maker, sample, version).id,
      takenBackEvent(maker, sample, undefined).id,
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('uses all three doors, each under a source of its own', () => {
    const doors = SAMPLE_DOCUMENTS.map((sample) => [doorOf(sample), sourceOf(sample)].join(' '));
    expect([...new Set(doors)].toSorted()).toEqual([
      'bus truc-lien-thong',
      'http e-office',
      'inbox ban-dan-toc',
    ]);
  });

  it("assigns the e-office's documents by its own id, others at the desk by the office's", () => {
    const own = sampleWith({ fate: 'assigned-first' });
    expect(assignedEvent(maker, own)).toMatchObject({
      source: 'e-office',
      data: { documentId: own.key },
    });
    const foreign = sampleWith({ key: 'vpcp-so-ket-chien-luoc' });
    expect(assignedEvent(maker, foreign)).toMatchObject({
      source: 'desk',
      data: { officeId: documentIdOf('truc-lien-thong', foreign.key) },
    });
  });

  it('lets the acts of clerk and officer follow the document in time', () => {
    const sample = sampleWith({ fate: 'recalled' });
    const version = { officeId: documentIdOf('e-office', sample.key), sha256 };
    const times = [
      openingEvent(maker, sample, file),
      sealOrderedEvent(maker, sample, version),
      reviewDecidedEvent(maker, sample, version),
      takenBackEvent(maker, sample, undefined),
    ].map((event) => parseEvent(event).time.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(times).size).toBe(times.length);
  });

  it('replaces by the id its source knows', () => {
    const sample = sampleWith({ fate: 'replaced' });
    const event = parseEvent(takenBackEvent(maker, sample, sample.replacedBy));
    expect(event).toMatchObject({
      name: 'document.replaced',
      data: { replacedBy: sample.replacedBy },
    });
  });
});

describe('the expected end of a sample', () => {
  it.each<[Partial<SampleDocument>, object]>([
    [{ fate: 'secret' }, { core: 'refused', numbering: 'none', publication: 'none' }],
    [{ fate: 'unknown-grade' }, { core: 'held', numbering: 'none', publication: 'none' }],
    [{ fate: 'broken-file' }, { core: 'active', screening: 'refused', numbering: 'none' }],
    [{ fate: 'recalled' }, { core: 'recalled', publication: 'withdrawn' }],
    [{ fate: 'replaced' }, { core: 'replaced', publication: 'withdrawn', numbering: 'given' }],
    [
      { entry: 'approved' },
      { signing: 'issued', numbering: 'allocated', publication: 'published' },
    ],
    [{ review: 'reject' }, { core: 'active', publication: 'none' }],
    [{ arrivalNumber: '1231' }, { numbering: 'given' }],
  ])('of %j is %j', (wanted, end) => {
    expect(expectedEnd(sampleWith(wanted))).toMatchObject(end);
  });

  it('names each concern that differs', () => {
    const sample = sampleWith({ fate: 'secret' });
    const state = blankState(documentIdOf('e-office', sample.key), 'e-office', 'active', startedAt);
    expect(compareEnd(sample, state)).toEqual([
      `${sample.key}: core active, expected refused`,
      `${sample.key}: screening none, expected refused`,
    ]);
    expect(compareEnd(sample, undefined)).toEqual([`${sample.key}: not in the register`]);
  });

  it('does not take another number than the one the e-office gave', () => {
    const sample = sampleWith({ arrivalNumber: '1231' });
    const blank = blankState(documentIdOf('e-office', sample.key), 'e-office', 'active', startedAt);
    const state = {
      ...blank,
      screening: { ...blank.screening, status: 'ordinary' as const },
      publication: { ...blank.publication, status: 'published' as const },
      numbering: { ...blank.numbering, status: 'given' as const, code: '99' },
    };
    expect(compareEnd(sample, state)).toEqual([`${sample.key}: number 99, expected 1231`]);
  });
});
