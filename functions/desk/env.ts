import * as z from 'zod/mini';
import {
  audienceIsNotTheClient,
  doorEnvironment,
  resourceName,
  signInEnvironment,
} from '../shared/environment.ts';

export const environment = z
  .object({ ...doorEnvironment, ...signInEnvironment, FILES_BUCKET: resourceName })
  .check(audienceIsNotTheClient);
export type Environment = z.infer<typeof environment>;
