import * as z from 'zod/mini';
import { audienceIsNotTheClient, resourceName, signInEnvironment } from '../shared/environment.ts';

export const environment = z
  .object({
    ...signInEnvironment,
    REGISTER_TABLE: resourceName,
    HISTORY_TABLE: resourceName,
    DIRECTORY_TABLE: resourceName,
    AGENCY_NAME: resourceName,
    /** cơ quan chủ quản; empty for bodies of ministries’ rank. */
    AGENCY_PARENT: z.string(),
    /** địa danh of date lines. */
    AGENCY_PLACE: z.string(),
    /** Said at the foot of a sheet, such as that this office is for training. */
    DESK_BANNER: z.optional(z.string()),
    /** Set by Lambda: the folder of the bundle, which holds the fonts. */
    LAMBDA_TASK_ROOT: resourceName,
  })
  .check(audienceIsNotTheClient);
export type Environment = z.infer<typeof environment>;
