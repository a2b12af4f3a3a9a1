import * as z from 'zod/mini';
import { doorEnvironment, resourceName } from '../shared/environment.ts';

export const environment = z.object({ ...doorEnvironment, FILES_BUCKET: resourceName });
export type Environment = z.infer<typeof environment>;
