import { describeCrashes } from '../support/office/crash-suite.ts';
import { scenarios } from '../support/office/scenarios.ts';

/** Every point of the first half of the scenarios; the other half runs beside it. */
describeCrashes(
  'Whatever call breaks anywhere, a document ends as if nothing had',
  scenarios.filter((_, at) => at % 2 === 0),
  (points) => [...points],
  1_800_000,
);
