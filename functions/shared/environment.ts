import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1));

/** What every function that commits to the register needs. */
const commitEnvironment = {
  REGISTER_TABLE: name,
  HISTORY_TABLE: name,
  SCREEN_QUEUE_URL: name,
  SIGN_QUEUE_URL: name,
  NOTIFY_QUEUE_URL: name,
  PUBLISH_QUEUE_URL: name,
  ANSWER_QUEUE_URL: name,
  WEBHOOK_QUEUE_URL: name,
} as const;

/** What a door that accepts events needs besides. */
export const doorEnvironment = {
  ...commitEnvironment,
  DIRECTORY_TABLE: name,
  QUARANTINE_BUCKET: name,
  DATA_KEY_ID: name,
} as const;

/** What an effect's function needs besides committing. */
export const effectEnvironment = { ...commitEnvironment, DIRECTORY_TABLE: name } as const;

/** An address whose answers nobody can change on their way. */
const issuer = z.string().check(z.regex(/^https:\/\/\S+$|^http:\/\/127\.0\.0\.1(:\d+)?(\/\S*)?$/));

/** Whose access tokens a function of the desk takes (docs/operating.md). */
export const signInEnvironment = {
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: name,
  OIDC_AUDIENCE: name,
  /** The claim that is a person's id in the directory, for example `sub`. */
  OIDC_PERSON_CLAIM: name,
  OIDC_TOKEN_TYPE: z.enum(['at+jwt', 'any']),
} as const;

/** An ID token has the client as its audience: it must never pass for an access token. */
export const audienceIsNotTheClient = z.refine<{
  readonly OIDC_AUDIENCE: string;
  readonly OIDC_CLIENT_ID: string;
}>((env) => env.OIDC_AUDIENCE !== env.OIDC_CLIENT_ID, {
  error: 'the audience must differ from the client id',
  path: ['OIDC_AUDIENCE'],
});

export { name as resourceName };
