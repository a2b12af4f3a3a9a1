import type { AuthorizationNeed, PolicyDocument, PolicyStatement } from '../aws/service.ts';
import type { RequestContext } from './match-condition.ts';
import { matchPrincipal } from './match-principal.ts';
import { matchStatement, type StatementMatch } from './match-statement.ts';

/** What is to be judged: who asks, for what, with which policies of its own. */
export interface EvaluationRequest {
  readonly principal: string;
  readonly account: string;
  readonly need: AuthorizationNeed;
  readonly identityPolicies: readonly PolicyDocument[];
}

/** An allowing statement of an identity policy. */
interface Grant extends StatementMatch {
  readonly statement: PolicyStatement;
}

export type Decision =
  | { readonly allowed: true; readonly grant: Grant | undefined }
  | { readonly allowed: false; readonly reason: 'explicit' | 'implicit' };

interface IdentityVerdict {
  readonly denied: boolean;
  readonly grant: Grant | undefined;
}

interface ResourceVerdict {
  readonly denied: boolean;
  readonly direct: boolean;
  /** The policy names the account, which leaves the choice to the caller's own policies. */
  readonly delegated: boolean;
}

function contextOf({ principal, account, need }: EvaluationRequest): RequestContext {
  return {
    'aws:PrincipalArn': principal,
    'aws:PrincipalAccount': account,
    'kms:CallerAccount': account,
    // The endpoints listen on the loopback interface only, which stands for TLS here.
    'aws:SecureTransport': 'true',
    ...need.context,
  };
}

function judgeIdentity(request: EvaluationRequest, context: RequestContext): IdentityVerdict {
  let denied = false;
  let grant: Grant | undefined;
  for (const statement of request.identityPolicies.flatMap((policy) => policy.Statement)) {
    const match = matchStatement(statement, request.need, context);
    if (!match) continue;
    if (statement.Effect === 'Deny') denied = true;
    else grant ??= { statement, ...match };
  }
  return { denied, grant };
}

function judgeResource(request: EvaluationRequest, context: RequestContext): ResourceVerdict {
  const verdict = { denied: false, direct: false, delegated: false };
  for (const statement of request.need.resourcePolicy?.Statement ?? []) {
    const whom = matchPrincipal(statement, request.principal, request.account);
    if (whom === 'none' || !matchStatement(statement, request.need, context)) continue;
    if (statement.Effect === 'Deny') verdict.denied = true;
    else if (whom === 'direct') verdict.direct = true;
    else verdict.delegated = true;
  }
  return verdict;
}

/**
 * IAM's decision within one account. A Deny anywhere wins. Otherwise the caller's own policies or
 * the resource's policy must allow. A KMS key is stricter: its key policy must name the caller,
 * or the account, which then leaves the choice to the caller's own policies.
 */
export function evaluate(request: EvaluationRequest): Decision {
  const context = contextOf(request);
  const identity = judgeIdentity(request, context);
  const resource = judgeResource(request, context);
  if (identity.denied || resource.denied) return { allowed: false, reason: 'explicit' };
  const { action, resourcePolicy } = request.need;
  const keyPolicyRules = action.toLowerCase().startsWith('kms:') && resourcePolicy !== undefined;
  const identityCounts = !keyPolicyRules || resource.delegated || resource.direct;
  if (identity.grant && identityCounts) return { allowed: true, grant: identity.grant };
  if (resource.direct) return { allowed: true, grant: undefined };
  return { allowed: false, reason: 'implicit' };
}
