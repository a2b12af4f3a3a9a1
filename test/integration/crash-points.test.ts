import { type Choose, describeCrashes } from '../support/office/crash-suite.ts';
import { scenarios } from '../support/office/scenarios.ts';

/**
 * A covering set: each kind of call breaks once in each way, and every scenario breaks at a
 * point of its own besides. All points of all scenarios are in test/full.
 */
const tried = new Set<string>();

const coverEachCall: Choose = (points, { calls }, at) => {
  const kindOf = (point: (typeof points)[number]) => `${calls[point.at]} ${point.mode}`;
  const covering = [...new Set(points.map(kindOf))].flatMap((kind) => {
    const same = points.filter((point) => kindOf(point) === kind);
    // Another occurrence in each scenario, so that not always the first call of a kind breaks.
    const point = same[(at * 7) % same.length];
    if (tried.has(kind) || point === undefined) return [];
    tried.add(kind);
    return [point];
  });
  const own = points.filter((_, index) => index === (at * 11) % points.length);
  return [...covering, ...own];
};

/** The short ways first: they take the calls that all share, the long ones only their own. */
const costly = new Set([
  'received, published, recalled',
  'issued by the e-office, presented, replaced',
]);
const isLong = (name: string) => costly.has(name) || name.startsWith('approved');
const shortFirst = scenarios.toSorted((a, b) => Number(isLong(a.name)) - Number(isLong(b.name)));

describeCrashes(
  'Whatever call breaks, a document ends as if nothing had',
  shortFirst,
  coverEachCall,
  300_000,
);
