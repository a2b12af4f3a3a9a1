import type { AuthorizationNeed, PolicyStatement } from '../aws/service.ts';
import { matchesCondition, type RequestContext } from './match-condition.ts';
import { matchesPattern } from './match-pattern.ts';
import { UnsupportedPolicyError } from './policy-errors.ts';

/** The patterns through which a statement applied to a request. */
export interface StatementMatch {
  readonly actionPattern: string;
  readonly resourcePattern: string;
}

function asList(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

function matchAction(statement: PolicyStatement, action: string): string | undefined {
  const wanted = action.toLowerCase();
  const covers = (pattern: string) => matchesPattern(pattern.toLowerCase(), wanted);
  if (statement.NotAction !== undefined) {
    const excluded = asList(statement.NotAction);
    return excluded.some(covers) ? undefined : `all but ${excluded.join(', ')}`;
  }
  return asList(statement.Action).find(covers);
}

function matchResource(statement: PolicyStatement, resource: string): string | undefined {
  const covers = (pattern: string) => {
    if (pattern.includes('${')) {
      throw new UnsupportedPolicyError(`the policy variable in ${pattern}`);
    }
    return matchesPattern(pattern, resource);
  };
  if (statement.NotResource !== undefined) {
    const excluded = asList(statement.NotResource);
    return excluded.some(covers) ? undefined : `all but ${excluded.join(', ')}`;
  }
  return asList(statement.Resource).find(covers);
}

/** Action, resource and conditions of a statement against a request; the principal is not judged. */
export function matchStatement(
  statement: PolicyStatement,
  need: AuthorizationNeed,
  context: RequestContext,
): StatementMatch | undefined {
  const actionPattern = matchAction(statement, need.action);
  if (actionPattern === undefined) return undefined;
  const resourcePattern = matchResource(statement, need.resource);
  if (resourcePattern === undefined) return undefined;
  if (!matchesCondition(statement.Condition, context)) return undefined;
  return { actionPattern, resourcePattern };
}
