import { AwsServiceError } from '../aws/service.ts';

/** Whether one leaf value of an event fits. */
export type LeafTest = (value: unknown) => boolean;

export function invalidPattern(reason: string): AwsServiceError {
  return new AwsServiceError(
    'InvalidEventPatternException',
    `Event pattern is not valid. Reason: ${reason}`,
  );
}

/** Compiles one operator object such as {"prefix": "a"}; throws InvalidEventPatternException. */
export function compileOperator(operator: Readonly<Record<string, unknown>>): LeafTest {
  const [[name, operand] = ['', undefined], ...more] = Object.entries(operator);
  if (more.length > 0) throw invalidPattern('Only one key allowed in match expression');
  switch (name) {
    case 'prefix':
      return compileAffix(operand, (text, part) => text.startsWith(part));
    case 'suffix':
      return compileAffix(operand, (text, part) => text.endsWith(part));
    case 'equals-ignore-case':
      return compileIgnoreCase(operand);
    case 'wildcard':
      return compileWildcard(operand);
    case 'numeric':
      return compileNumeric(operand);
    case 'anything-but':
      return compileAnythingBut(operand);
    case 'cidr':
      throw new AwsServiceError('NotImplemented', 'The operator cidr is not emulated locally', {
        status: 501,
      });
    default:
      throw invalidPattern(`Unrecognized match type ${name}`);
  }
}

export function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function expectText(operand: unknown, operator: string): string {
  if (typeof operand === 'string') return operand;
  throw invalidPattern(`${operator} match pattern must be a string`);
}

function compileAffix(operand: unknown, fits: (text: string, part: string) => boolean): LeafTest {
  if (isObject(operand)) {
    const folded = expectText(operand['equals-ignore-case'], 'equals-ignore-case').toLowerCase();
    return (value) => typeof value === 'string' && fits(value.toLowerCase(), folded);
  }
  const part = expectText(operand, 'prefix/suffix');
  return (value) => typeof value === 'string' && fits(value, part);
}

function compileIgnoreCase(operand: unknown): LeafTest {
  const folded = expectText(operand, 'equals-ignore-case').toLowerCase();
  return (value) => typeof value === 'string' && value.toLowerCase() === folded;
}

/** `*` stands for any characters; `\*` and `\\` for themselves. */
function compileWildcard(operand: unknown): LeafTest {
  const text = expectText(operand, 'wildcard');
  if (/(?<!\\)\*\*/.test(text)) throw invalidPattern('Consecutive wildcard characters');
  const source = text.replace(/\\([\\*])|\*|[.+?^${}()|[\]\\]/g, (found, escaped?: string) => {
    if (escaped !== undefined) return `\\${escaped}`;
    return found === '*' ? '.*' : `\\${found}`;
  });
  const expression = new RegExp(`^${source}$`, 's');
  return (value) => typeof value === 'string' && expression.test(value);
}

const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** One comparison, or a lower and an upper bound. Texts that look like numbers do not fit. */
function compileNumeric(operand: unknown): LeafTest {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) {
    throw invalidPattern('Numeric match takes one comparison or a range');
  }
  const tests: LeafTest[] = [];
  for (let index = 0; index < operand.length; index += 2) {
    const compare = COMPARISONS[String(operand[index])];
    const bound: unknown = operand[index + 1];
    if (compare === undefined)
      throw invalidPattern(`Unrecognized numeric range operator: ${operand[index]}`);
    if (typeof bound !== 'number') throw invalidPattern('Value of numeric must be a number');
    tests.push((value) => typeof value === 'number' && compare(value, bound));
  }
  return (value) => tests.every((fits) => fits(value));
}

function compileAnythingBut(operand: unknown): LeafTest {
  if (isObject(operand)) {
    const [[name, nested] = ['', undefined]] = Object.entries(operand);
    if (!['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(name)) {
      throw invalidPattern(`Unsupported anything-but pattern: ${name}`);
    }
    const excluded = [nested].flat().map((part) => compileOperator({ [name]: part }));
    return (value) => !excluded.some((fits) => fits(value));
  }
  const values: readonly unknown[] = [operand].flat();
  if (
    values.length === 0 ||
    !values.every((value) => ['string', 'number'].includes(typeof value))
  ) {
    throw invalidPattern('Value of anything-but must be a string or a number, or an array of them');
  }
  return (value) => !values.includes(value);
}
