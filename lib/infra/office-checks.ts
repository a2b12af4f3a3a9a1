import {
  type IPolicyValidationContext,
  type PolicyValidationPluginReport,
  Stack,
} from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

const OBJECT_KEYS = 'vanthu:object-keys';

/**
 * Marks a policy that grants object keys below a prefix. The rule wants each resource acknowledged
 * by its exact text, which holds references that exist only once the app is synthesized.
 */
export function acknowledgeObjectKeys(policy: IConstruct, reason: string): void {
  policy.node.addMetadata(OBJECT_KEYS, reason);
}

/** The AwsSolutions rules; acknowledges marked object keys when their text is known. */
export class OfficeChecks extends AwsSolutionsChecks {
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    for (const construct of context.appConstruct.node.findAll())
      if (construct instanceof CfnPolicy) acknowledgeMarked(construct);
    return super.validate(context);
  }
}

interface ResolvedDocument {
  readonly Statement: readonly { readonly Resource: unknown }[];
}

function acknowledgeMarked(policy: CfnPolicy): void {
  const reason = policy.node.scope?.node.metadata.find(({ type }) => type === OBJECT_KEYS)?.data;
  if (typeof reason !== 'string') return;
  const document = Stack.of(policy).resolve(policy.policyDocument) as ResolvedDocument;
  for (const { Resource } of document.Statement)
    for (const resource of Array.isArray(Resource) ? Resource : [Resource])
      acknowledge(policy, `IAM5[Resource::${flatten(resource)}]`, reason);
}

/** The text of a resource as the rule writes it: joined, with references as JSON. */
function flatten(resource: unknown): string {
  const parts: unknown = (resource as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join']?.[1];
  return (Array.isArray(parts) ? parts : [resource])
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
    .join('');
}
