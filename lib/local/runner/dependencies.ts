import type { AssemblyStack } from './assembly.ts';
import { RunnerError } from './errors.ts';
import { isRecord, type TemplateResource } from './template.ts';

/** One resource of one stack. */
export interface LocatedResource {
  readonly stack: AssemblyStack;
  readonly logicalId: string;
  readonly resource: TemplateResource;
}

/** `<stack>/<logical id>`. */
export const locate = (stackName: string, logicalId: string): string => `${stackName}/${logicalId}`;

type Visit = (name: string, argument: unknown) => void;

/** Calls back for each intrinsic-looking member, at any depth. */
function visitIntrinsics(value: unknown, visit: Visit): void {
  if (Array.isArray(value)) for (const item of value) visitIntrinsics(item, visit);
  else if (isRecord(value))
    for (const [key, member] of Object.entries(value)) {
      if (key === 'Ref' || key.startsWith('Fn::')) visit(key, member);
      visitIntrinsics(member, visit);
    }
}

function namesInSub(argument: unknown): string[] {
  const pattern: unknown = Array.isArray(argument) ? argument[0] : argument;
  return [...String(pattern).matchAll(/\$\{([^}!.]+)[^}]*\}/g)].map(([, name = '']) => name);
}

/** Logical ids of the same stack, and `stack/output` of other stacks, that a value refers to. */
function referencesIn(value: unknown) {
  const local: string[] = [];
  const outputs: { stackName: string; outputName: string }[] = [];
  const imports: unknown[] = [];
  visitIntrinsics(value, (name, argument) => {
    if (name === 'Ref') local.push(String(argument));
    else if (name === 'Fn::GetAtt')
      local.push(String(Array.isArray(argument) ? argument[0] : String(argument).split('.')[0]));
    else if (name === 'Fn::Sub') local.push(...namesInSub(argument));
    else if (name === 'Fn::ImportValue') imports.push(argument);
    else if (name === 'Fn::GetStackOutput' && isRecord(argument))
      outputs.push({
        stackName: String(argument['StackName']),
        outputName: String(argument['OutputName']),
      });
  });
  return { local, outputs, imports };
}

/** The places a value depends on, followed through the outputs of other stacks. */
function placesOf(
  value: unknown,
  stack: AssemblyStack,
  stacks: readonly AssemblyStack[],
): string[] {
  const { local, outputs, imports } = referencesIn(value);
  const ofOutput = (owner: AssemblyStack | undefined, outputValue: unknown): string[] =>
    owner ? placesOf(outputValue, owner, stacks) : [];
  return [
    ...local.filter((id) => id in stack.template.Resources).map((id) => locate(stack.name, id)),
    ...outputs.flatMap(({ stackName, outputName }) => {
      const owner = stacks.find(({ name }) => name === stackName);
      return ofOutput(owner, owner?.template.Outputs?.[outputName]?.Value);
    }),
    ...imports.flatMap((exportName) =>
      stacks.flatMap((owner) =>
        Object.values(owner.template.Outputs ?? {})
          .filter(({ Export }) => Export?.Name === exportName)
          .flatMap(({ Value }) => ofOutput(owner, Value)),
      ),
    ),
  ];
}

/**
 * Every resource of all stacks, each after those it refers to.
 * @throws RunnerError BAD_ASSEMBLY where resources refer to each other in a circle
 */
export function orderResources(stacks: readonly AssemblyStack[]): LocatedResource[] {
  const all = new Map<string, LocatedResource>();
  for (const stack of stacks)
    for (const [logicalId, resource] of Object.entries(stack.template.Resources))
      all.set(locate(stack.name, logicalId), { stack, logicalId, resource });

  const ordered = new Map<string, LocatedResource>();
  const open = new Set<string>();
  const add = (place: string): void => {
    const located = all.get(place);
    if (!located || ordered.has(place)) return;
    if (open.has(place))
      throw new RunnerError('BAD_ASSEMBLY', place, 'refers to itself through other resources');
    open.add(place);
    const { stack, resource } = located;
    const named = [resource.DependsOn ?? []].flat().map((id) => locate(stack.name, id));
    for (const needed of [...named, ...placesOf(resource.Properties, stack, stacks)]) add(needed);
    open.delete(place);
    ordered.set(place, located);
  };
  for (const place of all.keys()) add(place);
  return [...ordered.values()];
}
