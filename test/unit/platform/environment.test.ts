import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { parseEnvironment } from '../../../lib/platform/environment.ts';

const schema = z.object({
  TABLE: z.string().check(z.minLength(1)),
  MODE: z.enum(['true', 'false']),
});

describe('A function’s environment', () => {
  it('is read, and only what the function asks for', () => {
    const read = parseEnvironment(schema, { TABLE: 't', MODE: 'true', HOME: '/root' });
    expect(read).toEqual({ TABLE: 't', MODE: 'true' });
  });

  it('stops the function when it is wrong, naming the variables and no value', () => {
    const wrong = () => parseEnvironment(schema, { TABLE: '', MODE: 'hunter2' });
    expect(wrong).toThrow('environment variables missing or wrong: TABLE, MODE');
    expect(wrong).not.toThrow(/hunter2/);
  });
});
