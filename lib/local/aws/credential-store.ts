import { randomBytes } from 'node:crypto';

/** An access key as the endpoints know it. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** ARN of the role or user, or the name of an AWS service. */
  readonly principalArn: string;
  /** Temporary credentials carry a token and end at a moment (milliseconds since the epoch). */
  readonly sessionToken?: string;
  readonly expiresAt?: number;
}

export interface CredentialStore {
  find(accessKeyId: string): Credential | undefined;
}

export interface WritableCredentialStore extends CredentialStore {
  add(credential: Credential): void;
  /** Makes a long-lived access key for a principal. */
  issue(principalArn: string): Credential;
}

/** Access keys in memory; whoever starts the endpoints decides which principals have one. */
export function createCredentialStore(
  credentials: readonly Credential[] = [],
): WritableCredentialStore {
  const byKey = new Map(credentials.map((credential) => [credential.accessKeyId, credential]));
  const add = (credential: Credential): void => {
    byKey.set(credential.accessKeyId, credential);
  };
  return {
    find: (accessKeyId) => byKey.get(accessKeyId),
    add,
    issue: (principalArn) => {
      const credential: Credential = {
        accessKeyId: `AKIA${randomBytes(10).toString('hex').slice(0, 16).toUpperCase()}`,
        secretAccessKey: randomBytes(30).toString('base64'),
        principalArn,
      };
      add(credential);
      return credential;
    },
  };
}
