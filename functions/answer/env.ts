import * as z from 'zod/mini';
import { effectEnvironment, resourceName } from '../shared/environment.ts';

export const environment = z.object({ ...effectEnvironment, EVENT_BUS_NAME: resourceName });
export type Environment = z.infer<typeof environment>;
