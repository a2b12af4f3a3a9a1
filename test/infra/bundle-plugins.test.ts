import { expect, it } from '@jest/globals';
import { markPure } from '../../lib/infra/bundle-plugins.ts';

it('makes schemas droppable, on one line or on many, and leaves registrations alone', () => {
  const source = [
    'const n0_registry = new TypeRegistry(n0);',
    'export var NoSuchKey$ = [-3, n0, _NSK,',
    '    { [_e]: _c },',
    '    []',
    '];',
    'n0_registry.registerError(NoSuchKey$, NoSuchKey);',
    'var StreamingBlob = [0, n0, _SB, { [_st]: 1 }, 42];',
  ].join('\n');
  expect(markPure(source).split('\n')).toEqual([
    'const n0_registry = new TypeRegistry(n0);',
    'export var NoSuchKey$ = /* @__PURE__ */ (() => ([-3, n0, _NSK,',
    '    { [_e]: _c },',
    '    []',
    ']))();',
    'n0_registry.registerError(NoSuchKey$, NoSuchKey);',
    'var StreamingBlob = /* @__PURE__ */ (() => ([0, n0, _SB, { [_st]: 1 }, 42]))();',
  ]);
});
