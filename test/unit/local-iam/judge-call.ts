import type { AuthorizationNeed, PolicyStatement } from '../../../lib/local/aws/service.ts';
import { evaluate } from '../../../lib/local/iam/evaluate.ts';

export const ACCOUNT = '111122223333';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/sign`;

export type Judged = 'allowed' | 'explicit' | 'implicit';

/** What the evaluation says of a call when these are all the identity statements of its principal. */
export function judge(
  statements: readonly PolicyStatement[],
  need: AuthorizationNeed,
  principal = ROLE,
): Judged {
  const identityPolicies = [{ Statement: statements }];
  const decision = evaluate({ principal, account: ACCOUNT, need, identityPolicies });
  return decision.allowed ? 'allowed' : decision.reason;
}

/** The call that `allow` allows and `deny` denies. */
export const put: AuthorizationNeed = {
  action: 's3:PutObject',
  resource: 'arn:aws:s3:::files/a/b:c',
};

export function allow(more: Partial<PolicyStatement> = {}): PolicyStatement {
  return { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::files/*', ...more };
}

export function deny(more: Partial<PolicyStatement> = {}): PolicyStatement {
  return { ...allow(), Effect: 'Deny', ...more };
}
