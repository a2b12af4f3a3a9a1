import { expect, it } from '@jest/globals';
import { failedMessages } from '../../../lib/local/runner/batch-response.ts';

const batch = ['a', 'b', 'c'];
const failed = (response: unknown) => [...failedMessages(batch, response)];
const naming = (...items: unknown[]) => ({ batchItemFailures: items });

it.each([[null], [undefined], [{}], [naming()], [{ batchItemFailures: null }]])(
  'takes %j for success',
  (response) => {
    expect(failed(response)).toEqual([]);
  },
);

it('fails the messages that are named', () => {
  expect(failed(naming({ itemIdentifier: 'b' }, { itemIdentifier: 'c' }))).toEqual(['b', 'c']);
});

it.each([
  ['an unknown message', naming({ itemIdentifier: 'z' })],
  ['a message besides an unknown one', naming({ itemIdentifier: 'a' }, { itemIdentifier: 'z' })],
  ['an empty identifier', naming({ itemIdentifier: '' })],
  ['no identifier', naming({})],
  ['an identifier under another name', naming({ id: 'a' })],
  ['text', 'done'],
  ['something that is no list', { batchItemFailures: 'a' }],
])('fails the whole batch when the answer names %s', (_, response) => {
  expect(failed(response)).toEqual(batch);
});
