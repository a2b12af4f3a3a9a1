import * as z from 'zod/mini';
import { resourceName } from '../shared/environment.ts';

export const environment = z.object({ HISTORY_TABLE: resourceName, EVENT_BUS_NAME: resourceName });
export type Environment = z.infer<typeof environment>;
