import { describe, expect, it } from '@jest/globals';
import { createLogger, describeError } from '../../../lib/platform/logger.ts';

const SECRET = 'TUYỆTMẬTCANARY';

describe('An error in the log', () => {
  it('is its name and where it happened', () => {
    expect(describeError(new TypeError('x'))).toMatch(/^TypeError \| at .*logger\.test/);
  });

  it('never is its message, whatever that looks like', () => {
    for (const message of [
      SECRET,
      `\n    at ${SECRET}`,
      `a\n  at ${SECRET} (x:1:1)\n at ${SECRET}`,
    ])
      expect(describeError(new Error(message))).not.toContain(SECRET);
  });

  it('names its cause without the cause’s message', () => {
    const error = new Error('outer', { cause: new RangeError(SECRET) });
    expect(describeError(error)).toContain('caused by RangeError');
    expect(describeError(error)).not.toContain(SECRET);
  });

  it('may have lost its message’s place in the stack: then only frames of code are kept', () => {
    const error = new Error(`\n    at ${SECRET} (x:1:1)`);
    error.message = 'changed later';
    expect(describeError(error)).not.toContain(SECRET);
  });

  it('may be no Error at all', () => {
    for (const thrown of [SECRET, undefined, null, { message: SECRET }])
      expect(describeError(thrown)).toBe('not an Error');
  });
});

describe('A line of the log', () => {
  it('is one JSON object, also when its fields hold line breaks', () => {
    const lines: string[] = [];
    const logger = createLogger(
      'accept',
      () => new Date(0),
      (line) => lines.push(line),
    );
    logger.warn('refused', { source: 'a\n{"level":"forged"}', code: 'X' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      at: '1970-01-01T00:00:00.000Z',
      level: 'warn',
      service: 'accept',
      what: 'refused',
      source: 'a\n{"level":"forged"}',
    });
  });
});
