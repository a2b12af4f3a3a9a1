import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentIdOf } from '../../../lib/kernel/ids.ts';
import { sizeText } from '../../../lib/portal/labels.vi.ts';
import { fileNameOf, slugOf } from '../../../lib/portal/slug.ts';

const documentId = documentIdOf('e-office', 'a');

test('a permalink is made of code, date and eight characters of the id', () => {
  expect(slugOf({ documentId, code: '98/QĐ-UBDT', issuedOn: '2026-09-11' })).toBe(
    `98-qd-ubdt-2026-09-11-${documentId.slice(0, 8)}`,
  );
});

test('a document without number or date still has an address', () => {
  expect(slugOf({ documentId })).toBe(`van-ban-${documentId.slice(0, 8)}`);
  expect(fileNameOf('...')).toBe('van-ban.pdf');
});

test('any code makes a safe address and file name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (code) => {
      expect(slugOf({ documentId, code })).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(fileNameOf(code)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.pdf$/);
    }),
  );
});

test('sizes read the Vietnamese way', () => {
  expect([200, 812_400, 1_240_000, 2_000_000].map(sizeText)).toEqual([
    '1 KB',
    '812 KB',
    '1,2 MB',
    '2 MB',
  ]);
});
