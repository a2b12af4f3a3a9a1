import * as z from 'zod/mini';
import { resourceName } from '../shared/environment.ts';

const text = z.string().check(z.minLength(1));

export const environment = z.object({
  AGENCY_NAME: text,
  /** A line over every page, for example that this is a training copy; empty for none. */
  DESK_BANNER: z.string(),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: text,
  OIDC_AUDIENCE: text,
  OIDC_SCOPE: text,
  FILES_BUCKET: resourceName,
  /** Set by Lambda: the folder of the bundle, which holds the page. */
  LAMBDA_TASK_ROOT: resourceName,
});
export type Environment = z.infer<typeof environment>;
