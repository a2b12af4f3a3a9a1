import * as z from 'zod/mini';
import { resourceName } from '../shared/environment.ts';

export const environment = z.object({
  REGISTER_TABLE: resourceName,
  DIRECTORY_TABLE: resourceName,
  NOTICES_TABLE: resourceName,
  FILES_BUCKET: resourceName,
  DATA_KEY_ID: resourceName,
  PHONE_HMAC_KEY_ID: resourceName,
  GUEST_LIST_ONLY: z.enum(['true', 'false']),
  SMS_SENDER_ID: z.string().check(z.regex(/^(?=.*[A-Za-z])[A-Za-z0-9-]{3,11}$/)),
  /** US dollars for one SMS. */
  SMS_MAX_PRICE_USD: z.string().check(z.regex(/^\d+\.\d{2}$/)),
});
export type Environment = z.infer<typeof environment>;
