import {
  type AuthorizationNeed,
  AwsServiceError,
  type PolicyDocument,
  type PolicyStatement,
} from '../aws/service.ts';
import { type Decision, evaluate } from './evaluate.ts';

/** A statement of an identity policy that allowed a call. */
interface UsedGrant {
  readonly principal: string;
  readonly statement: PolicyStatement;
  readonly actionPattern: string;
  readonly resourcePattern: string;
  readonly action: string;
  readonly resource: string;
}

/** An action pattern that a role holds and no call has needed. */
interface UnusedGrant {
  readonly principal: string;
  readonly statement: PolicyStatement;
  readonly actionPattern: string;
}

export interface Authorizer {
  /** Throws AwsServiceError AccessDeniedException (403) for the first need that IAM refuses. */
  check(principal: string, needs: readonly AuthorizationNeed[]): void;
  isAllowed(principal: string, need: AuthorizationNeed): boolean;
  /** Each grant that allowed a call, once for each action and resource. */
  usedGrants(): readonly UsedGrant[];
  /** Grants of these principals that no call has used yet. */
  unusedGrants(principals: readonly string[]): readonly UnusedGrant[];
}

export interface AuthorizerOptions {
  readonly account: string;
  /** Identity policies of a role or user; none for an AWS service. */
  policiesOf(principal: string): readonly PolicyDocument[];
}

function denial(
  principal: string,
  { action, resource }: AuthorizationNeed,
  reason: 'explicit' | 'implicit',
): AwsServiceError {
  const because =
    reason === 'explicit'
      ? 'with an explicit deny in a policy'
      : `because no policy allows the ${action} action`;
  return new AwsServiceError(
    'AccessDeniedException',
    `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
    { status: 403 },
  );
}

function actionPatterns(statement: PolicyStatement): readonly string[] {
  const { Action: action } = statement;
  if (action === undefined) {
    return [`all but ${[statement.NotAction ?? []].flat().join(', ')}`];
  }
  return typeof action === 'string' ? [action] : action;
}

/** Judges calls by the policies of the template and remembers which grants were needed. */
export function createAuthorizer({ policiesOf, account }: AuthorizerOptions): Authorizer {
  const used = new Map<string, UsedGrant>();
  const statementIds = new Map<PolicyStatement, number>();

  const remember = (grant: UsedGrant): void => {
    const { statement, principal, action, resource } = grant;
    const id = statementIds.get(statement) ?? statementIds.size;
    statementIds.set(statement, id);
    used.set([principal, id, action, resource].join('\n'), grant);
  };

  const decide = (principal: string, need: AuthorizationNeed): Decision => {
    const identityPolicies = policiesOf(principal);
    const decision = evaluate({ principal, account, need, identityPolicies });
    if (decision.allowed && decision.grant) {
      remember({ principal, ...decision.grant, action: need.action, resource: need.resource });
    }
    return decision;
  };

  return {
    check: (principal, needs) => {
      for (const need of needs) {
        const decision = decide(principal, need);
        if (!decision.allowed) throw denial(principal, need, decision.reason);
      }
    },
    isAllowed: (principal, need) => decide(principal, need).allowed,
    usedGrants: () => [...used.values()],
    unusedGrants: (principals) => {
      const needed = [...used.values()];
      const isUsed = (grant: UnusedGrant) =>
        needed.some(
          (use) =>
            use.principal === grant.principal &&
            use.statement === grant.statement &&
            use.actionPattern === grant.actionPattern,
        );
      return principals
        .flatMap((principal) =>
          policiesOf(principal)
            .flatMap((policy) => policy.Statement)
            .filter((statement) => statement.Effect === 'Allow')
            .flatMap((statement) =>
              actionPatterns(statement).map((actionPattern) => ({
                principal,
                statement,
                actionPattern,
              })),
            ),
        )
        .filter((grant) => !isUsed(grant));
    },
  };
}
