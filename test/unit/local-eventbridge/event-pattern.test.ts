import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileEventPattern } from '../../../lib/local/eventbridge/event-pattern.ts';

const fits = (pattern: object, event: Record<string, unknown>) =>
  compileEventPattern(JSON.stringify(pattern))(event);

const event = {
  source: 'vn.ubdt.eoffice',
  'detail-type': 'document.received.v1',
  resources: ['arn:a', 'arn:b'],
  detail: {
    secrecy: 'thuong',
    pages: 12,
    urgent: false,
    partner: null,
    copies: [],
    parts: [
      { kind: 'main', pages: 10 },
      { kind: 'annex', pages: 2 },
    ],
  },
};

describe('event patterns', () => {
  test.each([
    ['an exact value', { source: ['vn.ubdt.eoffice'] }, true],
    ['one of several values', { source: ['other', 'vn.ubdt.eoffice'] }, true],
    ['another value', { source: ['other'] }, false],
    ['all fields at once', { source: ['vn.ubdt.eoffice'], detail: { pages: [13] } }, false],
    ['an element of an array', { resources: ['arn:b'] }, true],
    ['a number is not its text', { detail: { pages: ['12'] } }, false],
    ['a boolean', { detail: { urgent: [false] } }, true],
    ['null', { detail: { partner: [null] } }, true],
    ['a missing field is not null', { detail: { none: [null] } }, false],
    ['a prefix', { source: [{ prefix: 'vn.ubdt.' }] }, true],
    ['a prefix in any case', { source: [{ prefix: { 'equals-ignore-case': 'VN.' } }] }, true],
    ['a suffix', { 'detail-type': [{ suffix: '.v2' }] }, false],
    ['equal but for case', { source: [{ 'equals-ignore-case': 'VN.UBDT.EOFFICE' }] }, true],
    ['a wildcard', { 'detail-type': [{ wildcard: 'document.*.v1' }] }, true],
    ['a wildcard whose dot is a dot', { source: [{ wildcard: 'vn*ubdtXeoffice' }] }, false],
    ['a range', { detail: { pages: [{ numeric: ['>', 10, '<=', 12] }] } }, true],
    ['a bound that excludes', { detail: { pages: [{ numeric: ['<', 12] }] } }, false],
    ['a text that looks like a number', { source: [{ numeric: ['>', 0] }] }, false],
    ['there', { detail: { secrecy: [{ exists: true }] } }, true],
    ['not there', { detail: { none: [{ exists: false }] } }, true],
    ['null is there', { detail: { partner: [{ exists: true }] } }, true],
    ['an object is no leaf', { detail: [{ exists: true }] }, false],
    ['an empty array holds nothing', { detail: { copies: [{ exists: false }] } }, true],
    ['nothing below a text', { source: { deeper: [{ exists: false }] } }, true],
    ['anything but one', { detail: { secrecy: [{ 'anything-but': 'mat' }] } }, true],
    [
      'anything but a list',
      { detail: { secrecy: [{ 'anything-but': ['thuong', 'mat'] }] } },
      false,
    ],
    ['anything but a number', { detail: { pages: [{ 'anything-but': 12 }] } }, false],
    ['anything but a prefix', { source: [{ 'anything-but': { prefix: 'vn.' } }] }, false],
    ['anything but suffixes', { source: [{ 'anything-but': { suffix: ['.a', '.b'] } }] }, true],
    ['anything but, of a missing field', { detail: { none: [{ 'anything-but': 'x' }] } }, false],
    ['one object of an array', { detail: { parts: { kind: ['annex'], pages: [2] } } }, true],
    ['fields of different objects', { detail: { parts: { kind: ['annex'], pages: [10] } } }, false],
    ['one of two patterns', { $or: [{ source: ['x'] }, { detail: { pages: [12] } }] }, true],
    ['neither of two patterns', { $or: [{ source: ['x'] }, { source: ['y'] }] }, false],
    [
      'or inside, and outside',
      { detail: { urgent: [true], $or: [{ pages: [12] }, { pages: [1] }] } },
      false,
    ],
    ['an inherited name is no field', { detail: { toString: [{ exists: true }] } }, false],
  ])('%s', (_, pattern, expected) => {
    expect(fits(pattern, event)).toBe(expected);
  });

  test.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['an empty pattern', '{}'],
    ['a bare value', '{"source":"x"}'],
    ['an empty list', '{"source":[]}'],
    ['an unknown operator', '{"source":[{"regex":"x"}]}'],
    ['two operators in one', '{"source":[{"prefix":"a","suffix":"b"}]}'],
    ['a comparison with a text', '{"a":[{"numeric":[">","1"]}]}'],
    ['half a range', '{"a":[{"numeric":[">",1,"<"]}]}'],
    ['exists with a text', '{"a":[{"exists":"yes"}]}'],
    ['an or of one', '{"$or":[{"a":[1]}]}'],
  ])('%s is refused', (_, text) => {
    expect(() => compileEventPattern(text)).toThrow(
      expect.objectContaining({ code: 'InvalidEventPatternException' }),
    );
  });

  test('an operator that is not emulated says so by name', () => {
    expect(() => compileEventPattern('{"ip":[{"cidr":"10.0.0.0/8"}]}')).toThrow(/cidr/);
  });
});

describe('random patterns agree with a flat reading of event and pattern', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const word = fc.constantFrom('x', 'xy', 'yx', 'Xy', '');
  const scalar = fc.oneof(word, fc.integer({ min: -2, max: 3 }), fc.boolean(), fc.constant(null));
  const leafRule = fc.oneof(
    scalar,
    fc.record({ prefix: word }),
    fc.record({ suffix: word }),
    fc.record({ exists: fc.boolean() }),
    fc.record({ 'equals-ignore-case': word }),
    fc.record({ 'anything-but': fc.oneof(word, fc.array(word, { minLength: 1 })) }),
    fc.record({
      numeric: fc.tuple(fc.constantFrom('<', '>=', '='), fc.integer({ min: -2, max: 3 })),
    }),
  );
  const { event: anyEvent } = fc.letrec((tie) => ({
    event: fc.dictionary(name, tie('value'), { maxKeys: 3 }),
    value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(scalar, { maxLength: 3 }), tie('event')),
  }));
  const { pattern: anyPattern } = fc.letrec((tie) => ({
    pattern: fc.dictionary(name, tie('rule'), { minKeys: 1, maxKeys: 2 }),
    rule: fc.oneof(
      { maxDepth: 3 },
      fc.array(leafRule, { minLength: 1, maxLength: 3 }),
      tie('pattern'),
    ),
  }));

  type Leaves = readonly (readonly [path: string, value: unknown])[];

  /** Lists every leaf as path and value, arrays element by element. */
  function flatten(value: unknown, path: string): Leaves {
    if (Array.isArray(value)) return value.flatMap((element) => flatten(element, path));
    if (value === null || typeof value !== 'object') return [[path, value]];
    return Object.entries(value).flatMap(([key, inner]) => flatten(inner, `${path}/${key}`));
  }

  function flattenPattern(pattern: unknown, path: string): [string, unknown[]][] {
    if (Array.isArray(pattern)) return [[path, pattern]];
    return Object.entries(pattern as object).flatMap(([key, inner]) =>
      flattenPattern(inner, `${path}/${key}`),
    );
  }

  const oracle: Record<string, (value: unknown, operand: never) => boolean> = {
    prefix: (value, operand: string) =>
      String(value).indexOf(operand) === 0 && typeof value === 'string',
    suffix: (value, operand: string) =>
      typeof value === 'string' && value.slice(value.length - operand.length) === operand,
    'equals-ignore-case': (value, operand: string) =>
      typeof value === 'string' && value.toUpperCase() === operand.toUpperCase(),
    'anything-but': (value, operand: string | string[]) =>
      typeof operand === 'string' ? value !== operand : operand.every((word) => word !== value),
    numeric: (value, [sign, bound]: [string, number]) => {
      if (typeof value !== 'number') return false;
      if (sign === '=') return value === bound;
      return sign === '<' ? value < bound : value >= bound;
    },
  };

  function readFlat(pattern: unknown, leaves: Leaves): boolean {
    return flattenPattern(pattern, '').every(([path, rules]) => {
      const values = leaves.filter(([leafPath]) => leafPath === path).map(([, value]) => value);
      return rules.some((rule) => {
        if (rule === null || typeof rule !== 'object') return values.includes(rule);
        const [[operator = '', operand] = []] = Object.entries(rule);
        if (operator === 'exists') return operand ? values.length > 0 : values.length === 0;
        return values.some((value) => oracle[operator]?.(value, operand as never));
      });
    });
  }

  test('2,000 random pairs', () => {
    let fitting = 0;
    fc.assert(
      fc.property(anyPattern, anyEvent, (pattern, candidate) => {
        const expected = readFlat(pattern, flatten(candidate, ''));
        if (expected) fitting += 1;
        expect(fits(pattern as object, candidate as Record<string, unknown>)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
    // The comparison says something only when both answers occur.
    expect(fitting).toBeGreaterThan(100);
  });
});
