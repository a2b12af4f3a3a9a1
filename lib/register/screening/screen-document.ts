import type { Act } from '../effect-runner.ts';
import { checkDocument } from './check-document.ts';
import { numberCopy } from './number-copy.ts';
import { forgetEnvelope, releaseDocument } from './release-document.ts';
import { replayParked } from './replay-parked.ts';
import type { ScreenDeps } from './screen-deps.ts';
import { shredDocument } from './shred-document.ts';

/** The effect `screen`: everything that decides whether and how a document enters the register. */
export const screenDocument =
  (deps: ScreenDeps): Act =>
  async (work, state, { now }) => {
    if (work.step === 'release') return releaseDocument(deps, state);
    if (work.step.startsWith('forget')) return forgetEnvelope(deps, state, work);
    if (work.step.startsWith('copy-')) return numberCopy(deps, state, work, now);
    if (work.step === 'shred') return shredDocument(deps, state, work, now);
    if (work.step.startsWith('unpark')) return replayParked(deps, state);
    return checkDocument(deps, state, now);
  };
