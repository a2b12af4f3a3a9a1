import * as z from 'zod/mini';
import { doorEnvironment, resourceName } from '../shared/environment.ts';

export const environment = z.object({ ...doorEnvironment, EVENT_BUS_NAME: resourceName });
export type Environment = z.infer<typeof environment>;
