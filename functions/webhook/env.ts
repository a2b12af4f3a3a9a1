import * as z from 'zod/mini';
import { effectEnvironment, resourceName } from '../shared/environment.ts';

export const environment = z.object({ ...effectEnvironment, DATA_KEY_ID: resourceName });
export type Environment = z.infer<typeof environment>;
