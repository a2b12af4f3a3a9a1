import type { PolicyDocument } from '../aws/service.ts';
import { RunnerError } from './errors.ts';
import {
  generatedName,
  type Properties,
  type ResourceContext,
  type ResourceType,
} from './resource-type.ts';

/** Managed policies of AWS that grant only what has no local counterpart. */
const LOGS_ONLY = new Set(['service-role/AWSLambdaBasicExecutionRole']);

const roleArn = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;

function attach(
  { parts, account }: ResourceContext,
  roleNames: unknown,
  document: PolicyDocument,
): void {
  for (const name of (roleNames ?? []) as readonly string[]) {
    const arn = roleArn(account, name);
    parts.roles.set(arn, [...(parts.roles.get(arn) ?? []), document]);
  }
}

function managedPolicies(properties: Properties, { where }: ResourceContext): void {
  for (const arn of (properties['ManagedPolicyArns'] ?? []) as readonly string[]) {
    const name = arn.split(':policy/').at(-1) ?? arn;
    if (!LOGS_ONLY.has(name))
      throw new RunnerError('UNKNOWN_PROPERTY', where, `managed policy ${name} is not known here`);
  }
}

/** AWS::IAM::Role: a principal, whose policies the endpoints check on each call. */
export const role: ResourceType = {
  effective: ['ManagedPolicyArns', 'Policies', 'RoleName'],
  ignored: {
    AssumeRolePolicyDocument: 'the runner hands out keys itself; there is no STS',
    Description: 'for people',
    Tags: 'nothing here is chosen by tags',
  },
  ensure(properties, context) {
    const name = String(properties['RoleName'] ?? generatedName(context, 64));
    const arn = roleArn(context.account, name);
    managedPolicies(properties, context);
    const inline = (properties['Policies'] ?? []) as readonly { PolicyDocument: PolicyDocument }[];
    context.parts.roles.set(arn, [
      ...(context.parts.roles.get(arn) ?? []),
      ...inline.map(({ PolicyDocument }) => PolicyDocument),
    ]);
    return { ref: name, attributes: { Arn: arn, RoleId: name } };
  },
};

/** AWS::IAM::Policy, attached to roles. */
export const inlinePolicy: ResourceType = {
  effective: ['PolicyDocument', 'PolicyName', 'Roles'],
  ensure(properties, context) {
    attach(context, properties['Roles'], properties['PolicyDocument'] as PolicyDocument);
    return { ref: String(properties['PolicyName']) };
  },
};

/** AWS::IAM::ManagedPolicy, attached to roles from its own side. */
export const managedPolicy: ResourceType = {
  effective: ['ManagedPolicyName', 'PolicyDocument', 'Roles'],
  ignored: { Description: 'for people', Path: 'names are unique without it' },
  ensure(properties, context) {
    attach(context, properties['Roles'], properties['PolicyDocument'] as PolicyDocument);
    const name = String(properties['ManagedPolicyName'] ?? generatedName(context));
    return { ref: `arn:aws:iam::${context.account}:policy/${name}` };
  },
};
