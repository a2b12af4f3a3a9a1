import * as z from 'zod/mini';
import { resourceName } from '../shared/environment.ts';

export const environment = z.object({
  REGISTER_TABLE: resourceName,
  QUARANTINE_BUCKET: resourceName,
  FILES_BUCKET: resourceName,
  DATA_KEY_ID: resourceName,
});
export type Environment = z.infer<typeof environment>;
