import { expect, it } from '@jest/globals';
import { type IntrinsicScope, resolveValue } from '../../../lib/local/runner/intrinsics.ts';

const scope: IntrinsicScope = {
  where: 'office/Thing',
  ref: (id) => (id === 'AWS::NoValue' ? undefined : `ref-${id}`),
  attribute: (id, name) => `${id}.${name}`,
  importValue: (name) => `imported ${name}`,
  stackOutput: (stack, output) => `${stack}/${output}`,
  mapping: (...path) => path.join('>'),
};
const resolve = (value: unknown) => resolveValue(value, scope);
const sub = (pattern: string, variables?: object) =>
  resolve({ 'Fn::Sub': variables ? [pattern, variables] : pattern });
const hole = (name: string) => `$\{${name}}`;

it('resolves references wherever they stand', () => {
  expect(
    resolve({ list: [{ Ref: 'A' }, 1, true], deep: { x: { 'Fn::GetAtt': ['B', 'Arn'] } } }),
  ).toEqual({ list: ['ref-A', 1, true], deep: { x: 'B.Arn' } });
});

it('drops what has no value', () => {
  const nothing = { Ref: 'AWS::NoValue' };
  expect(resolve({ kept: 1, gone: nothing, list: [nothing, 2] })).toEqual({ kept: 1, list: [2] });
});

it('joins, splits and selects', () => {
  expect(resolve({ 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] })).toBe('a-ref-B-3');
  expect(resolve({ 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] })).toBe('b');
});

it('substitutes references, attributes and own variables, and leaves literals', () => {
  expect(sub(`arn:${hole('A')}:${hole('B.Arn.Sub')}`)).toBe('arn:ref-A:B.Arn.Sub');
  expect(sub(`${hole('x')} ${hole('!x')}`, { x: { Ref: 'A' } })).toBe(`ref-A ${hole('x')}`);
});

it('looks into maps and other stacks', () => {
  expect(resolve({ 'Fn::FindInMap': ['M', 'a', { Ref: 'B' }] })).toBe('M>a>ref-B');
  expect(resolve({ 'Fn::ImportValue': 'name' })).toBe('imported name');
  expect(resolve({ 'Fn::GetStackOutput': { StackName: 's', OutputName: 'o' } })).toBe('s/o');
});

it('does not take the condition of a policy for an intrinsic function', () => {
  const statement = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  expect(resolve(statement)).toEqual(statement);
});

it.each(['Fn::If', 'Fn::Base64', 'Fn::Cidr', 'Fn::Transform'])('stops at %s', (name) => {
  expect(() => resolve({ deep: [{ [name]: [] }] })).toThrow(
    `office/Thing: ${name} is not known to the runner`,
  );
});

it('stops at an argument that makes no sense, with the resource and the argument', () => {
  expect(() => resolve({ 'Fn::Join': 'a' })).toThrow('office/Thing: Fn::Join of "a"');
});
