import { AwsServiceError } from '../aws/service.ts';

type Step = string | number;

/** Parses the paths that rules use: `$`, `$.detail.id`, `$.resources[0]`, `$.detail['a b']`. Throws ValidationException. */
export function parseJsonPath(path: string): readonly Step[] {
  const steps: Step[] = [];
  const expression = /\.([\p{L}\p{N}_-]+)|\[(\d+)\]|\['([^']+)'\]/uy;
  expression.lastIndex = 1;
  while (path.startsWith('$') && expression.lastIndex < path.length) {
    const found = expression.exec(path);
    if (found === null) throw invalidPath(path);
    const [, name, index, quoted] = found;
    steps.push(index === undefined ? (name ?? quoted ?? '') : Number(index));
  }
  if (!path.startsWith('$')) throw invalidPath(path);
  return steps;
}

/** The value at a path; undefined when nothing is there. */
export function readJsonPath(event: unknown, steps: readonly Step[]): unknown {
  let value = event;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Record<Step, unknown>)[step];
  }
  return value;
}

function invalidPath(path: string): AwsServiceError {
  return new AwsServiceError(
    'ValidationException',
    `Invalid JSON path ${path}: only names and indexes are emulated.`,
  );
}
