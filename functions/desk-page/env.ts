import * as z from 'zod/mini';
import { resourceName } from '../shared/environment.ts';

const text = z.string().check(z.minLength(1));

export const environment = z.object({
  AGENCY_NAME: text,
  /** A line over every page, for example that this is a training copy. */
  DESK_BANNER: z.optional(z.string()),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: text,
  OIDC_AUDIENCE: text,
  OIDC_SCOPE: text,
  /** Origins of the issuer's end points besides its own; they go into the page's policy as they are. */
  OIDC_ORIGINS: z.optional(
    z.string().check(z.regex(/^https:\/\/[a-z0-9.-]+( https:\/\/[a-z0-9.-]+)*$/)),
  ),
  FILES_BUCKET: resourceName,
  /** Set by Lambda: the folder of the bundle, which holds the page. */
  LAMBDA_TASK_ROOT: resourceName,
});
export type Environment = z.infer<typeof environment>;
