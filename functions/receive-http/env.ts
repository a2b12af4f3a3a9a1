import * as z from 'zod/mini';
import { doorEnvironment } from '../shared/environment.ts';

export const environment = z.object(doorEnvironment);
export type Environment = z.infer<typeof environment>;
