import type { AssemblyStack } from './assembly.ts';
import { type LocatedResource, locate, orderResources } from './dependencies.ts';
import { RunnerError } from './errors.ts';
import { type IntrinsicScope, resolveValue } from './intrinsics.ts';
import type { OfficeParts } from './office-parts.ts';
import type { MadeResource, OperatorClients, Properties } from './resource-type.ts';
import { findResourceType, unknownProperties } from './resource-types.ts';

export interface ProvisionOptions {
  readonly region: string;
  readonly account: string;
  readonly clients: OperatorClients;
  readonly parts: OfficeParts;
  /** Values of template parameters, as `cdk deploy --parameters` takes them; else their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Outputs by stack and name, as `cdk deploy --outputs-file` writes them. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Stops at the first resource of a type, or with a property, that the runner does not know.
 * @throws RunnerError UNKNOWN_RESOURCE_TYPE, UNKNOWN_PROPERTY
 */
export function checkResources(stacks: readonly AssemblyStack[]): void {
  for (const { stack, logicalId, resource } of orderResources(stacks)) {
    const where = locate(stack.name, logicalId);
    if (!findResourceType(resource.Type))
      throw new RunnerError(
        'UNKNOWN_RESOURCE_TYPE',
        where,
        `${resource.Type} is not known to the runner`,
      );
    if (resource.Condition !== undefined)
      throw new RunnerError('UNKNOWN_INTRINSIC', where, 'conditions are not known to the runner');
    const [property] = unknownProperties(resource.Type, Object.keys(resource.Properties ?? {}));
    if (property !== undefined)
      throw new RunnerError(
        'UNKNOWN_PROPERTY',
        where,
        `${resource.Type} has ${property}, which is not known to the runner`,
      );
  }
}

/** Local sites have no certificate; addresses that a template writes as https are http here. */
const withoutTls = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.replace(/^https:\/\/127\.0\.0\.1:/, 'http://127.0.0.1:')
    : value;

class Provisioner {
  private readonly made = new Map<string, MadeResource>();
  private readonly stacks: readonly AssemblyStack[];
  private readonly options: ProvisionOptions;

  constructor(stacks: readonly AssemblyStack[], options: ProvisionOptions) {
    this.stacks = stacks;
    this.options = options;
  }

  async make({ stack, logicalId, resource }: LocatedResource): Promise<void> {
    const where = locate(stack.name, logicalId);
    const type = findResourceType(resource.Type);
    if (!type) throw new RunnerError('UNKNOWN_RESOURCE_TYPE', where, resource.Type);
    const properties = this.resolve(resource.Properties ?? {}, stack, where) as Properties;
    const { region, account, clients, parts } = this.options;
    this.made.set(
      where,
      await type.ensure(properties, {
        where,
        stack,
        logicalId,
        metadata: resource.Metadata ?? {},
        region,
        account,
        clients,
        parts,
      }),
    );
  }

  outputs(): StackOutputs {
    return Object.fromEntries(
      this.stacks.map((stack) => [
        stack.name,
        Object.fromEntries(
          Object.keys(stack.template.Outputs ?? {}).map((name) => [
            name,
            String(this.output(stack, name)),
          ]),
        ),
      ]),
    );
  }

  private resolve(value: unknown, stack: AssemblyStack, where: string): unknown {
    const resolved = resolveValue(value, this.scope(stack, where));
    const cleaned = (item: unknown): unknown => {
      if (Array.isArray(item)) return item.map(cleaned);
      if (typeof item !== 'object' || item === null) return withoutTls(item);
      return Object.fromEntries(Object.entries(item).map(([name, part]) => [name, cleaned(part)]));
    };
    return cleaned(resolved);
  }

  private output(stack: AssemblyStack, name: string): unknown {
    const where = locate(stack.name, name);
    const output = stack.template.Outputs?.[name];
    if (!output) throw new RunnerError('UNRESOLVED_REFERENCE', where, 'no such output');
    return this.resolve(output.Value, stack, where);
  }

  private scope(stack: AssemblyStack, where: string): IntrinsicScope {
    const { region, account } = this.options;
    const pseudo: Readonly<Record<string, string>> = {
      'AWS::Region': region,
      'AWS::AccountId': account,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
    };
    const unresolved = (what: string) =>
      new RunnerError('UNRESOLVED_REFERENCE', where, `${what} is not known`);
    const found = (logicalId: string): MadeResource => {
      const resource = this.made.get(locate(stack.name, logicalId));
      if (!resource) throw unresolved(logicalId);
      return resource;
    };
    const parameter = (id: string): string | undefined => {
      const declared = stack.template.Parameters?.[id];
      if (declared === undefined) return undefined;
      const value = this.options.parameters?.[id] ?? declared.Default;
      return value === undefined ? undefined : String(value);
    };
    return {
      where,
      ref: (id) =>
        id === 'AWS::NoValue' ? undefined : (pseudo[id] ?? parameter(id) ?? found(id).ref),
      attribute: (id, name) => {
        const value = found(id).attributes?.[name];
        if (value === undefined) throw unresolved(`${id}.${name}`);
        return value;
      },
      importValue: (name) => this.exported(name, where),
      stackOutput: (stackName, name) => {
        const owner = this.stacks.find((other) => other.name === stackName);
        if (!owner) throw unresolved(`stack ${stackName}`);
        return this.output(owner, name);
      },
      mapping: (map, first, second) => {
        const entry = stack.template.Mappings?.[map]?.[first] as
          | Readonly<Record<string, unknown>>
          | undefined;
        if (entry?.[second] === undefined) throw unresolved(`${map}.${first}.${second}`);
        return entry[second];
      },
    };
  }

  private exported(name: string, where: string): unknown {
    for (const owner of this.stacks)
      for (const [output, { Export }] of Object.entries(owner.template.Outputs ?? {}))
        if (Export && this.resolve(Export.Name, owner, where) === name)
          return this.output(owner, output);
    throw new RunnerError('UNRESOLVED_REFERENCE', where, `nothing exports ${name}`);
  }
}

/**
 * Makes the resources of all stacks, or brings those of an earlier start up to date; nothing is
 * deleted. Call checkResources first.
 * @throws RunnerError
 */
export async function provision(
  stacks: readonly AssemblyStack[],
  options: ProvisionOptions,
): Promise<StackOutputs> {
  const provisioner = new Provisioner(stacks, options);
  for (const located of orderResources(stacks)) await provisioner.make(located);
  return provisioner.outputs();
}
