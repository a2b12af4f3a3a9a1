import { describe, expect, test } from '@jest/globals';
import { documentIdOf } from '../../../lib/kernel/ids.ts';
import { desiredPublication } from '../../../lib/portal/desired-publication.ts';
import type { DocumentState } from '../../../lib/register/document-state.ts';
import { clearedState, takenBack } from '../../support/portal-documents.ts';

const cleared = clearedState('a');
const other = 'f'.repeat(64);
const sealed = { sha256: other, size: 9 };

const change = <Block extends keyof DocumentState>(
  block: Block,
  part: Partial<DocumentState[Block]>,
): DocumentState => ({ ...cleared, [block]: { ...(cleared[block] as object), ...part } });

const withFacts = (facts: Partial<NonNullable<DocumentState['core']['facts']>>): DocumentState =>
  clearedState('a', facts);

test('a cleared document is public in exactly the version the officer decided on', () => {
  const desired = desiredPublication(cleared);
  expect(desired).toMatchObject({ kind: 'public', sha256: cleared.review.sha256 });
});

test('a document already published stays public', () => {
  expect(desiredPublication(change('publication', { status: 'published' })).kind).toBe('public');
});

describe('a document is absent (R1, R2)', () => {
  const cases: readonly (readonly [string, DocumentState, string])[] = [
    ['held at the door', change('core', { status: 'held' }), 'not_active'],
    ['only spoken of so far', change('core', { status: 'awaited' }), 'not_active'],
    ['refused as secret', change('core', { status: 'refused' }), 'not_active'],
    ['recalled', takenBack(cleared), 'recalled'],
    ['replaced', takenBack(cleared, 'replaced', 'b'), 'replaced'],
    ...(['none', 'pending', 'warned', 'held', 'refused'] as const).map(
      (status) => [`screening ${status}`, change('screening', { status }), 'not_screened'] as const,
    ),
    ...(['luu_hanh_noi_bo', 'xem_xong_tra_lai', 'du_thao'] as const).map(
      (circulation) => [`marked ${circulation}`, withFacts({ circulation }), 'restricted'] as const,
    ),
    ...(['none', 'waiting', 'rejected'] as const).map(
      (status) => [`review ${status}`, change('review', { status }), 'not_reviewed'] as const,
    ),
    ['never approved', change('publication', { status: 'none' }), 'not_reviewed'],
    ['withdrawn by the Office', change('publication', { status: 'withdrawn' }), 'withdrawn'],
    ['approved in another version', change('review', { sha256: other }), 'other_version'],
    [
      'to be published in another version',
      change('publication', { sha256: other }),
      'other_version',
    ],
    ['sealed after the decision', change('signing', { status: 'issued', sealed }), 'other_version'],
    ...(['pending', 'prepared', 'leader_signed', 'seal_waiting', 'refused', 'voided'] as const).map(
      (status) => [`signing ${status}`, change('signing', { status }), 'unsigned'] as const,
    ),
    ['its number void', change('numbering', { status: 'void' }), 'void'],
    ['without a file', change('core', { files: [] }), 'no_file'],
    [
      'no PDF',
      change('core', {
        files: cleared.core.files.map((file) => ({ ...file, mediaType: 'text/html' })),
      }),
      'no_file',
    ],
  ];
  test.each(cases)('%s', (_, state, reason) => {
    expect(desiredPublication(state)).toMatchObject({ kind: 'absent', reason });
  });
});

test('an absent document gives away neither its subject nor its issuer', () => {
  for (const state of [takenBack(cleared), change('screening', { status: 'held' })]) {
    const text = JSON.stringify(desiredPublication(state));
    expect(text).not.toContain('Trích yếu');
    expect(text).not.toContain('Uỷ ban');
  }
});

test('number and date of a document that was taken off for another reason are not told', () => {
  const desired = desiredPublication(change('screening', { status: 'held' }));
  expect(JSON.stringify(desired)).not.toContain('98/');
});

test('the successor is named by the office id, whichever id the event used', () => {
  const successor = documentIdOf('e-office', 'b');
  for (const named of ['b', successor]) {
    expect(desiredPublication(takenBack(cleared, 'replaced', named))).toMatchObject({
      replacedBy: successor,
    });
  }
});

test('of an own series the number and date given here are shown', () => {
  const state: DocumentState = {
    ...change('numbering', { status: 'allocated', code: '12/QĐ-UBDT', date: '2026-11-23' }),
    core: { ...cleared.core, direction: 'outgoing' },
  };
  expect(desiredPublication(state)).toMatchObject({
    facts: { code: '12/QĐ-UBDT', issuedOn: '2026-11-23' },
  });
});

test('số đến, which the agency gives an incoming document, is never shown', () => {
  const state = change('numbering', { status: 'allocated', code: '1234', date: '2026-11-23' });
  expect(desiredPublication(state)).toMatchObject({
    facts: { code: '98/QĐ-UBDT', issuedOn: '2026-11-20' },
  });
});

test('recipients, addressees, file names and the deciding officer stay inside', () => {
  const text = JSON.stringify(desiredPublication(cleared));
  for (const inside of ['0912345678', 'person-7', 'ban-thao', 'officer-1'])
    expect(text).not.toContain(inside);
});
