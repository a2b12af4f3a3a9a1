import * as z from 'zod/mini';
import { audienceIsNotTheClient, resourceName, signInEnvironment } from '../shared/environment.ts';

export const environment = z
  .object({
    ...signInEnvironment,
    REGISTER_TABLE: resourceName,
    HISTORY_TABLE: resourceName,
    DIRECTORY_TABLE: resourceName,
    NOTICES_TABLE: resourceName,
    FILES_BUCKET: resourceName,
    /** `name=address=address of its dead letters`, separated by spaces. */
    QUEUES: resourceName,
  })
  .check(audienceIsNotTheClient);
export type Environment = z.infer<typeof environment>;
