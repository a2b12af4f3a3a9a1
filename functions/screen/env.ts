import * as z from 'zod/mini';
import { doorEnvironment, resourceName } from '../shared/environment.ts';

export const environment = z.object({
  ...doorEnvironment,
  FILES_BUCKET: resourceName,
  AGENCY_CODE: z.string(),
});
export type Environment = z.infer<typeof environment>;
