import { RunnerError } from './errors.ts';
import { isRecord } from './template.ts';

/** What the intrinsic functions of one stack can look up; each throws if it finds nothing. */
export interface IntrinsicScope {
  /** `<stack>/<logical id>` of the resource being resolved, for error messages. */
  readonly where: string;
  ref(logicalId: string): string | undefined;
  attribute(logicalId: string, name: string): unknown;
  importValue(exportName: string): unknown;
  stackOutput(stackName: string, outputName: string): unknown;
  mapping(map: string, first: string, second: string): unknown;
}

type Intrinsic = (argument: unknown, scope: IntrinsicScope) => unknown;

const text = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError(`expected text, found ${JSON.stringify(value)}`);
};

const list = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new TypeError(`expected a list, found ${JSON.stringify(value)}`);
};

function substitute(argument: unknown, scope: IntrinsicScope): string {
  const [pattern, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = isRecord(variables) ? variables : {};
  return text(pattern).replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (Object.hasOwn(own, name)) return text(resolveValue(own[name], scope));
    const [logicalId = '', ...attribute] = name.split('.');
    return text(
      resolveValue(
        attribute.length > 0
          ? { 'Fn::GetAtt': [logicalId, attribute.join('.')] }
          : { Ref: logicalId },
        scope,
      ),
    );
  });
}

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(text(argument)),
  'Fn::GetAtt': (argument, scope) => {
    const [id, ...name] = typeof argument === 'string' ? argument.split('.') : list(argument);
    return scope.attribute(text(id), name.map((part) => text(resolveValue(part, scope))).join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument);
    return list(resolveValue(parts, scope)).map(text).join(text(separator));
  },
  'Fn::Sub': substitute,
  'Fn::Select': (argument, scope) => {
    const [index, values] = list(resolveValue(argument, scope));
    return list(values)[Number(index)];
  },
  'Fn::Split': (argument, scope) => {
    const [separator, whole] = list(resolveValue(argument, scope));
    return text(whole).split(text(separator));
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = list(resolveValue(argument, scope)).map(text);
    return scope.mapping(map ?? '', first ?? '', second ?? '');
  },
  'Fn::ImportValue': (argument, scope) => scope.importValue(text(resolveValue(argument, scope))),
  'Fn::GetStackOutput': (argument, scope) => {
    const { StackName, OutputName } = resolveValue(argument, scope) as Record<string, unknown>;
    return scope.stackOutput(text(StackName), text(OutputName));
  },
};

const intrinsicIn = (value: Readonly<Record<string, unknown>>): string | undefined => {
  const [key, ...others] = Object.keys(value);
  if (key === undefined) return undefined;
  const looksLike = key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
  if (!looksLike || others.length > 0) return undefined;
  // A policy's Condition is an object; the intrinsic names a condition of the template.
  return key === 'Condition' && typeof value[key] !== 'string' ? undefined : key;
};

/**
 * Replaces the intrinsic functions in a value. Members that become undefined (AWS::NoValue) go.
 * @throws RunnerError UNKNOWN_INTRINSIC, UNRESOLVED_REFERENCE
 */
export function resolveValue(value: unknown, scope: IntrinsicScope): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolveValue(item, scope)).filter((item) => item !== undefined);
  if (!isRecord(value)) return value;
  const name = intrinsicIn(value);
  if (name !== undefined) return callIntrinsic(name, value[name], scope);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, resolveValue(member, scope)] as const)
      .filter(([, member]) => member !== undefined),
  );
}

function callIntrinsic(name: string, argument: unknown, scope: IntrinsicScope): unknown {
  const intrinsic = intrinsics[name];
  if (!intrinsic)
    throw new RunnerError('UNKNOWN_INTRINSIC', scope.where, `${name} is not known to the runner`);
  try {
    return intrinsic(argument, scope);
  } catch (cause) {
    if (cause instanceof RunnerError) throw cause;
    const found = JSON.stringify(argument);
    throw new RunnerError('UNRESOLVED_REFERENCE', scope.where, `${name} of ${found}`, cause);
  }
}
