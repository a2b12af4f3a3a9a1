import * as z from 'zod/mini';
import { effectEnvironment, resourceName } from '../shared/environment.ts';

export const environment = z.object({
  ...effectEnvironment,
  FILES_BUCKET: resourceName,
  /** Set by Lambda: the folder of the bundle, which holds the fonts. */
  LAMBDA_TASK_ROOT: resourceName,
});
export type Environment = z.infer<typeof environment>;
