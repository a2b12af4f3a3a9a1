import * as z from 'zod/mini';
import { effectEnvironment, resourceName } from '../shared/environment.ts';

export const environment = z.object({
  ...effectEnvironment,
  NOTICES_TABLE: resourceName,
  SEND_SMS_QUEUE_URL: resourceName,
});
export type Environment = z.infer<typeof environment>;
