import { describe, expect, it } from '@jest/globals';
import { describeDocument } from '../../../lib/cli/describe-document.ts';
import { messagesIn } from '../../../lib/cli/messages.ts';
import { documentIdOf } from '../../../lib/kernel/ids.ts';
import { blankState, type DocumentState } from '../../../lib/register/document-state.ts';

const en = messagesIn('en');
const blank = blankState(
  documentIdOf('e-office', 'v-1'),
  'e-office',
  'awaited',
  new Date('2026-11-20T03:00:00Z'),
);
const active: DocumentState = {
  ...blank,
  core: {
    ...blank.core,
    status: 'active',
    files: [
      {
        sha256: 'a'.repeat(64),
        size: 1,
        mediaType: 'application/pdf',
        name: 'v.pdf',
        role: 'main',
      },
    ],
  },
  screening: { ...blank.screening, status: 'ordinary' },
};
const reviewOf = (state: DocumentState): string | undefined =>
  describeDocument(state, [], en).find((line) => line.startsWith(en.fields.review));

describe('the review of a document', () => {
  it('that was not proposed can still be decided, which is said', () => {
    expect(reviewOf(active)).toMatch(/^Review +not proposed \(the officer can still decide\)$/);
  });

  it('is not spoken of while the document may not be published', () => {
    expect(reviewOf(blank)).toBeUndefined();
    const withoutFile = { ...active, core: { ...active.core, files: [] } };
    expect(reviewOf(withoutFile)).toBeUndefined();
    const limited = { ...active, screening: { ...active.screening, status: 'warned' as const } };
    expect(reviewOf(limited)).toBeUndefined();
    const unsigned = { ...active, signing: { ...active.signing, status: 'seal_waiting' as const } };
    expect(reviewOf(unsigned)).toBeUndefined();
  });
});

describe('the files of a document', () => {
  const filesOf = (state: DocumentState): string | undefined =>
    describeDocument(state, [], en).find((line) => line.startsWith(en.fields.files));
  const paper: DocumentState = {
    ...active,
    core: { ...active.core, files: [] },
    numbering: { ...active.numbering, status: 'given' },
  };

  it('are said to be paper once it stands in a book without any', () => {
    expect(filesOf(paper)).toMatch(/on paper \(no file\)$/);
    expect(
      filesOf({ ...paper, numbering: { ...paper.numbering, status: 'none' } }),
    ).toBeUndefined();
    expect(filesOf(active)).toContain('SHA-256');
  });
});

describe('a document in words', () => {
  const linesOf = (state: DocumentState): string[] =>
    describeDocument(state, [], en, 'https://portal.example');

  it('names its book and the address of its page, once that is published', () => {
    const facts = {
      abstract: 'Về việc',
      issuer: 'UBND tỉnh',
      urgency: 'thuong',
      addressees: [],
    } as const;
    const state: DocumentState = {
      ...active,
      core: { ...active.core, facts: { ...facts, addressees: [] } },
      numbering: { ...active.numbering, status: 'allocated', code: '01', seriesId: 'den' },
      publication: { ...active.publication, status: 'published', slug: '01-ub' },
    };
    expect(linesOf(state).join('\n')).toContain('number 01 of book incoming');
    expect(linesOf(state).join('\n')).toContain('https://portal.example/van-ban/01-ub/');
    const gone = { ...state, publication: { ...state.publication, status: 'withdrawn' as const } };
    expect(linesOf(gone).join('\n')).not.toContain('https://');
  });

  it.each([
    ['noted', 'entered, though it resembles'],
    ['joined', 'recorded as a duplicate of'],
  ] as const)('says what a duplicate that is %s is', (status, words) => {
    const documentId = documentIdOf('e-office', 'v-0');
    const duplicateOf = { documentId, match: 'identity', status, number: '07' } as const;
    const lines = linesOf({ ...active, core: { ...active.core, duplicateOf } });
    expect(lines.find((line) => line.startsWith(en.fields.duplicate))).toContain(`${words} · 07`);
  });
});
