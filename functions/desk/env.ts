import * as z from 'zod/mini';
import { doorEnvironment, resourceName } from '../shared/environment.ts';

/** An address whose answers nobody can change on their way. */
const issuer = z.string().check(z.regex(/^https:\/\/\S+$|^http:\/\/127\.0\.0\.1(:\d+)?(\/\S*)?$/));

export const environment = z
  .object({
    ...doorEnvironment,
    FILES_BUCKET: resourceName,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: resourceName,
    OIDC_AUDIENCE: resourceName,
    /** The claim that is a person's id in the directory, for example `sub`. */
    OIDC_PERSON_CLAIM: resourceName,
    OIDC_TOKEN_TYPE: z.enum(['at+jwt', 'any']),
  })
  .check(
    // An ID token has the client as its audience: it must never pass for an access token.
    z.refine((env) => env.OIDC_AUDIENCE !== env.OIDC_CLIENT_ID, {
      error: 'the audience must differ from the client id',
      path: ['OIDC_AUDIENCE'],
    }),
  );
export type Environment = z.infer<typeof environment>;
