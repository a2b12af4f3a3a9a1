import { expect, test } from '@jest/globals';
import { documentIdOf } from '../../../lib/kernel/ids.ts';
import {
  behindNumber,
  bookPrefix,
  claimKey,
  readClaim,
} from '../../../lib/register/number-evidence.ts';

const documentId = documentIdOf('e-office', '1');
const taken = { seriesId: 'đi/Quyết định', year: 2026, n: 42, date: '2026-11-23' };

test('the key of a claim says all of it, whatever the name of the book', () => {
  expect(readClaim(claimKey(taken, documentId))).toEqual({ ...taken, documentId });
  expect(claimKey(taken, documentId)).not.toContain('đi');
});

test('a copy has a claim of its own', () => {
  const copy = { ...taken, copyId: '0123456789abcdef' };
  expect(readClaim(claimKey(copy, documentId))).toEqual({ ...copy, documentId });
});

test('claims sort by number, and a list may begin behind any of them', () => {
  const keys = [999_999, 1, 42, 10].map((n) => claimKey({ ...taken, n }, documentId));
  expect(keys.toSorted().map((key) => readClaim(key)?.n)).toEqual([1, 10, 42, 999_999]);
  const after = behindNumber(taken, 42);
  expect(claimKey(taken, documentId) < after).toBe(true);
  expect(claimKey({ ...taken, n: 43 }, documentId) > after).toBe(true);
});

test('other keys below the prefix are no claims', () => {
  expect(readClaim(`${bookPrefix(taken)}note.txt`)).toBeUndefined();
  expect(readClaim('evidence/numbers/')).toBeUndefined();
});
