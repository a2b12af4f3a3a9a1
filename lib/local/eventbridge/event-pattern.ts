import {
  compileOperator,
  invalidPattern,
  isObject,
  isScalar,
  type LeafTest,
} from './pattern-operators.ts';

/** Whether an event fits a pattern. */
export type EventPattern = (event: Readonly<Record<string, unknown>>) => boolean;

/** One field of the pattern: what the leaf values found there must satisfy. */
type FieldTest = (value: unknown) => boolean;

/** Compiles an event pattern; throws InvalidEventPatternException with the reason. */
export function compileEventPattern(text: string): EventPattern {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw invalidPattern('Invalid JSON');
  }
  return compileObject(pattern);
}

function compileObject(pattern: unknown): EventPattern {
  if (!isObject(pattern)) throw invalidPattern('Filter is not an object');
  const fields = Object.entries(pattern);
  if (fields.length === 0) throw invalidPattern('Empty objects are not allowed');
  const tests = fields.map(([name, rule]): EventPattern => {
    if (name === '$or') return compileOr(rule);
    const test = compileField(name, rule);
    return (event) => test(Object.hasOwn(event, name) ? event[name] : undefined);
  });
  return (event) => tests.every((fits) => fits(event));
}

function compileOr(rule: unknown): EventPattern {
  if (!Array.isArray(rule) || rule.length < 2) {
    throw invalidPattern('$or must be an array of at least two patterns');
  }
  const alternatives = rule.map(compileObject);
  return (event) => alternatives.some((fits) => fits(event));
}

function compileField(name: string, rule: unknown): FieldTest {
  if (Array.isArray(rule)) return compileLeaf(name, rule);
  const nested = compileObject(rule);
  // In an array of objects one and the same object must fit all fields of the nested pattern.
  return (value) => objectsIn(value).some((object) => nested(object));
}

/** A leaf fits when any value at this place (arrays count by their elements) fits any alternative. */
function compileLeaf(name: string, rule: readonly unknown[]): FieldTest {
  if (rule.length === 0) throw invalidPattern(`Empty arrays are not allowed: ${name}`);
  const alternatives = rule.map(compileAlternative);
  return (value) => {
    const leaves = leavesIn(value);
    return alternatives.some((fits) => fits(leaves));
  };
}

function compileAlternative(rule: unknown): (leaves: readonly unknown[]) => boolean {
  if (isScalar(rule)) return (leaves) => leaves.includes(rule);
  if (!isObject(rule)) throw invalidPattern('Match value must be a scalar or a match expression');
  if (!('exists' in rule)) {
    const test: LeafTest = compileOperator(rule);
    return (leaves) => leaves.some(test);
  }
  const { exists, ...more } = rule;
  if (typeof exists !== 'boolean' || Object.keys(more).length > 0) {
    throw invalidPattern('Value of exists must be a boolean');
  }
  return (leaves) => leaves.length > 0 === exists;
}

/** Values without those below a further field: an object is no leaf, an empty array holds none. */
function leavesIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(leavesIn);
  return isScalar(value) ? [value] : [];
}

/** What a nested pattern looks into; where there is no object every field below is absent. */
function objectsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const found = [value].flat(Number.POSITIVE_INFINITY).filter(isObject);
  return found.length === 0 ? [{}] : found;
}
