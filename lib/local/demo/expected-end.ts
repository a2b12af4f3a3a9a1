import type { DocumentState } from '../../register/document-state.ts';
import type { SampleDocument } from '../samples/sample-document.ts';

/** The status of each concern at the end. */
export interface EndStatus {
  readonly core: DocumentState['core']['status'];
  readonly screening: DocumentState['screening']['status'];
  readonly numbering: DocumentState['numbering']['status'];
  readonly signing: DocumentState['signing']['status'];
  readonly publication: DocumentState['publication']['status'];
}

const NOTHING = {
  numbering: 'none',
  signing: 'none',
  publication: 'none',
} as const;

const numberingOf = (sample: SampleDocument): EndStatus['numbering'] => {
  if (sample.entry === 'issued' || sample.arrivalNumber !== undefined) return 'given';
  return 'allocated';
};

const publicationOf = (sample: SampleDocument): EndStatus['publication'] => {
  if (sample.fate === 'recalled' || sample.fate === 'replaced') return 'withdrawn';
  return sample.review === 'publish' ? 'published' : 'none';
};

/** How each sample must end. */
export const expectedEnd = (sample: SampleDocument): EndStatus => {
  if (sample.fate === 'secret') return { core: 'refused', screening: 'refused', ...NOTHING };
  if (sample.fate === 'unknown-grade') return { core: 'held', screening: 'held', ...NOTHING };
  if (sample.fate === 'broken-file') return { core: 'active', screening: 'refused', ...NOTHING };
  const isTakenBack = sample.fate === 'recalled' || sample.fate === 'replaced';
  return {
    core: isTakenBack ? (sample.fate as 'recalled' | 'replaced') : 'active',
    screening: 'ordinary',
    numbering: numberingOf(sample),
    signing: sample.entry === 'approved' ? 'issued' : 'none',
    publication: publicationOf(sample),
  };
};

const concerns = ['core', 'screening', 'numbering', 'signing', 'publication'] as const;

/** What the number in the book must look like, where it is known beforehand. */
const codeFault = (sample: SampleDocument, state: DocumentState): string[] => {
  const { code } = state.numbering;
  if (sample.entry === 'approved' && !new RegExp(`^\\d{2,}/${sample.notation}$`).test(code ?? ''))
    return [`number ${code ?? 'none'}, expected …/${sample.notation}`];
  const given = sample.entry === 'issued' ? sample.documentCode : sample.arrivalNumber;
  return given !== undefined && code !== undefined && code !== given
    ? [`number ${code}, expected ${given}`]
    : [];
};

/** Where the state of a sample is not as it must be, in words of the register. */
export const compareEnd = (sample: SampleDocument, state: DocumentState | undefined): string[] => {
  if (state === undefined) return [`${sample.key}: not in the register`];
  const expected = expectedEnd(sample);
  const differences = concerns
    .filter((concern) => state[concern].status !== expected[concern])
    .map((concern) => `${concern} ${state[concern].status}, expected ${expected[concern]}`);
  return [...differences, ...codeFault(sample, state)].map((fault) => `${sample.key}: ${fault}`);
};
