import * as z from 'zod/mini';
import { effectEnvironment, resourceName } from '../shared/environment.ts';

export const environment = z.object({
  ...effectEnvironment,
  FILES_BUCKET: resourceName,
  PORTAL_BUCKET: resourceName,
  PORTAL_URL: resourceName,
  AGENCY_NAME: resourceName,
  /** A line over every page, for example that this is a training copy. */
  PORTAL_BANNER: z.optional(z.string()),
});
export type Environment = z.infer<typeof environment>;
