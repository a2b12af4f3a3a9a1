import { createIssuerKeys } from '../../lib/desk/issuer-keys.ts';
import { createDeskPeople } from '../../lib/desk/people.dynamo.ts';
import { fetchJson } from '../../lib/platform/fetch-json.ts';
import type { DeskAppDeps } from './desk-app.ts';

interface SignInNames {
  readonly DIRECTORY_TABLE: string;
  readonly OIDC_ISSUER: string;
  readonly OIDC_AUDIENCE: string;
  readonly OIDC_PERSON_CLAIM: string;
  readonly OIDC_TOKEN_TYPE: 'at+jwt' | 'any';
}

/** Who calls, and in which roles: what every function of the desk needs. */
export const deskAdapters = (
  env: SignInNames,
  dynamo: Parameters<typeof createDeskPeople>[0],
  now: () => Date,
): DeskAppDeps => {
  const rules = {
    issuer: env.OIDC_ISSUER,
    audience: env.OIDC_AUDIENCE,
    personClaim: env.OIDC_PERSON_CLAIM,
    tokenType: env.OIDC_TOKEN_TYPE,
  };
  return {
    people: createDeskPeople(dynamo, env.DIRECTORY_TABLE),
    tokens: { rules, keys: createIssuerKeys({ issuer: rules.issuer, fetchJson, now }), now },
  };
};
