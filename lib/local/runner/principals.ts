import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  type Credential,
  createCredentialStore,
  type WritableCredentialStore,
} from '../aws/credential-store.ts';
import type { PolicyDocument } from '../aws/service.ts';

/** Who makes resources and runs the commands. Not even the operator can use a signing key. */
export const operatorArn = (account: string): string => `arn:aws:iam::${account}:user/operator`;

/** An administrator's policy, as AdministratorAccess has it. */
export const operatorPolicy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

export interface Principals {
  readonly store: WritableCredentialStore;
  /** The access key of a principal; made when first asked for, and the same after a restart. */
  keyOf(principalArn: string): Credential;
}

/** Access keys of the local principals, kept in a file that only its owner can read. */
export function openPrincipals(file: string): Principals {
  const known = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Credential[])
    : [];
  const store = createCredentialStore(known);
  const byArn = new Map(known.map((credential) => [credential.principalArn, credential]));
  return {
    store,
    keyOf(principalArn) {
      const existing = byArn.get(principalArn);
      if (existing) return existing;
      const credential = store.issue(principalArn);
      byArn.set(principalArn, credential);
      writeFileSync(file, JSON.stringify([...byArn.values()], null, 2), { mode: 0o600 });
      return credential;
    },
  };
}
