import type { PolicyStatement } from '../aws/service.ts';
import { UnsupportedPolicyError } from './policy-errors.ts';

/** How a resource policy names the caller: itself, or only its account. */
export type PrincipalMatch = 'direct' | 'account' | 'none';

function entriesOf(principal: unknown): readonly (readonly [string, string])[] {
  if (principal === '*') return [['AWS', '*']];
  if (typeof principal !== 'object' || principal === null) {
    throw new UnsupportedPolicyError(`the principal ${JSON.stringify(principal)}`);
  }
  return Object.entries(principal).flatMap(([kind, names]) =>
    [names].flat().map((name: unknown) => [kind, String(name)] as const),
  );
}

function isAccount(name: string, account: string): boolean {
  return name === account || name === `arn:aws:iam::${account}:root`;
}

function isNamed(kind: string, name: string, caller: string): boolean {
  if (kind === 'AWS') return name === '*' || name === caller;
  if (kind === 'Service') return name === caller;
  if (kind === 'Federated' || kind === 'CanonicalUser') return false;
  throw new UnsupportedPolicyError(`the kind of principal ${kind}`);
}

/**
 * Whether a resource policy's statement speaks of the caller: an ARN, or a service such as
 * `events.amazonaws.com`. In NotPrincipal the account root does not stand for its roles.
 */
export function matchPrincipal(
  statement: PolicyStatement,
  caller: string,
  account: string,
): PrincipalMatch {
  if (statement.NotPrincipal !== undefined) {
    const named = entriesOf(statement.NotPrincipal);
    return named.some(([kind, name]) => isNamed(kind, name, caller)) ? 'none' : 'direct';
  }
  if (statement.Principal === undefined) {
    throw new UnsupportedPolicyError('a statement of a resource policy without a principal');
  }
  const named = entriesOf(statement.Principal);
  if (named.some(([kind, name]) => isNamed(kind, name, caller))) return 'direct';
  const ofAccount = caller.startsWith('arn:') && caller.split(':')[4] === account;
  const namesAccount = named.some(([kind, name]) => kind === 'AWS' && isAccount(name, account));
  return ofAccount && namesAccount ? 'account' : 'none';
}
