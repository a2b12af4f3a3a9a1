import { COPY_SERIES } from '../copies.ts';
import type { DocumentState } from '../document-state.ts';
import type { Outcome } from '../effect-runner.ts';
import { nextNumber, writeNumber } from '../numbers.ts';
import type { WorkItem } from '../work.ts';
import type { ScreenDeps } from './screen-deps.ts';

/**
 * Gives a copy its number: form and the agency's abbreviation follow it, as on sample 3.1 of
 * Appendix III (01/SY-UBDT). One sequence for all forms, beginning anew each year.
 */
export const numberCopy = async (
  deps: Pick<ScreenDeps, 'counter' | 'agencyCode'>,
  state: DocumentState,
  work: WorkItem,
  now: Date,
): Promise<Outcome> => {
  const { copyId, form } = work.input ?? {};
  if (copyId === undefined || form === undefined) throw new Error('a copy without its facts');
  const taken = { ...(await nextNumber(deps.counter, COPY_SERIES, now)), copyId };
  const code = `${writeNumber(taken.n)}/${form}-${deps.agencyCode}`;
  return {
    kind: 'done',
    next: state,
    numberTaken: taken,
    copyNumbered: { ...taken, copyId, code },
    to: `copied:${code}`,
  };
};
