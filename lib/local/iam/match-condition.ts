import type { PolicyStatement } from '../aws/service.ts';
import { matchesArn, matchesPattern } from './match-pattern.ts';
import { UnsupportedPolicyError } from './policy-errors.ts';

/** Condition keys of a request; their names are compared without regard to case. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

type Comparison = (actual: string, expected: string) => boolean;

const sameNumber =
  (compare: (actual: number, expected: number) => boolean): Comparison =>
  (actual, expected) =>
    compare(Number(actual), Number(expected));

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: (actual, expected) => actual === expected,
  StringEqualsIgnoreCase: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  StringLike: (actual, expected) => matchesPattern(expected, actual),
  ArnEquals: (actual, expected) => matchesArn(expected, actual),
  ArnLike: (actual, expected) => matchesArn(expected, actual),
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  NumericEquals: sameNumber((actual, expected) => actual === expected),
  NumericLessThan: sameNumber((actual, expected) => actual < expected),
  NumericLessThanEquals: sameNumber((actual, expected) => actual <= expected),
  NumericGreaterThan: sameNumber((actual, expected) => actual > expected),
  NumericGreaterThanEquals: sameNumber((actual, expected) => actual >= expected),
};

const NEGATIONS: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
};

interface Operator {
  readonly compare: Comparison;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly quantifier: 'ForAnyValue' | 'ForAllValues' | undefined;
}

function parseOperator(name: string): Operator {
  const [, quantifier, base = '', ifExists] =
    /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const negated = base in NEGATIONS;
  const compare = COMPARISONS[NEGATIONS[base] ?? base];
  if (!compare) throw new UnsupportedPolicyError(`the condition operator ${name}`);
  return {
    compare,
    negated,
    ifExists: ifExists !== undefined,
    quantifier: quantifier as Operator['quantifier'],
  };
}

/** A policy's JSON may hold strings, numbers or booleans, alone or in a list. */
type Expected = string | number | boolean | readonly (string | number | boolean)[];

function asList(value: Expected): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}

function lookUp(context: RequestContext, key: string): readonly string[] | undefined {
  const wanted = key.toLowerCase();
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === wanted);
  return found && asList(found[1]);
}

function refuseVariables(expected: readonly string[]): void {
  const variable = expected.find((value) => value.includes('${'));
  if (variable) throw new UnsupportedPolicyError(`the policy variable in ${variable}`);
}

function matchesOperator(
  operator: Operator,
  actual: readonly string[] | undefined,
  expected: readonly string[],
): boolean {
  if (actual === undefined || actual.length === 0) {
    if (operator.quantifier === 'ForAnyValue') return operator.ifExists;
    return operator.ifExists || operator.negated || operator.quantifier === 'ForAllValues';
  }
  const holds = (value: string): boolean =>
    expected.some((wanted) => operator.compare(value, wanted)) !== operator.negated;
  if (operator.quantifier === 'ForAllValues') return actual.every(holds);
  if (operator.quantifier === 'ForAnyValue') return actual.some(holds);
  return operator.negated ? actual.every(holds) : actual.some(holds);
}

function matchesKey(
  name: string,
  context: RequestContext,
  key: string,
  expected: readonly string[],
): boolean {
  refuseVariables(expected);
  const actual = lookUp(context, key);
  if (name === 'Null') return expected.includes(String(actual === undefined));
  return matchesOperator(parseOperator(name), actual, expected);
}

/**
 * Whether every condition of a statement holds. Values of one key are alternatives, keys and
 * operators add up. An operator or policy variable that is not known throws.
 */
export function matchesCondition(
  condition: PolicyStatement['Condition'],
  context: RequestContext,
): boolean {
  return Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) =>
      matchesKey(operator, context, key, asList(expected)),
    ),
  );
}
