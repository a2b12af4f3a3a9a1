import { expect, test } from '@jest/globals';
import { parseByteRange } from '../../../lib/local/s3/byte-range.ts';

test.each([
  ['bytes=0-0', 10, { start: 0, end: 0 }],
  ['bytes=3-', 10, { start: 3, end: 9 }],
  ['bytes=-3', 10, { start: 7, end: 9 }],
  ['bytes=-30', 10, { start: 0, end: 9 }],
  ['bytes=5-99', 10, { start: 5, end: 9 }],
])('%s of %d bytes', (header, size, range) => {
  expect(parseByteRange(header, size)).toEqual(range);
});

test.each([undefined, 'bytes=-', 'bytes=5-3', 'bytes=0-1,3-4', 'items=0-1'])(
  '%s is no range and the whole object is sent',
  (header) => {
    expect(parseByteRange(header, 10)).toBeUndefined();
  },
);

test.each([
  ['bytes=10-', 10],
  ['bytes=-0', 10],
  ['bytes=0-', 0],
])('%s of %d bytes is not satisfiable', (header, size) => {
  expect(() => parseByteRange(header, size)).toThrow('not satisfiable');
});
