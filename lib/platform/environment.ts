import type * as z from 'zod/mini';

/**
 * Reads a function's environment once, at its start.
 * @throws Error naming the variables that are missing or wrong, never their values
 */
export const parseEnvironment = <Schema extends z.ZodMiniType>(
  schema: Schema,
  variables: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> => {
  const read = schema.safeParse(variables);
  if (read.success) return read.data;
  const names = read.error.issues.map((issue) => issue.path.map(String).join('.'));
  throw new Error(`environment variables missing or wrong: ${[...new Set(names)].join(', ')}`);
};
