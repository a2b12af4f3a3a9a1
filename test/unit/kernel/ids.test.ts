import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documentIdOf, isDocumentId, sha256Of, toBase32 } from '../../../lib/kernel/ids.ts';

const seed = Number(process.env['SEED'] ?? 20261123);

describe('Base32 (RFC 4648, section 10)', () => {
  it.each([
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ])('%j → %j', (text, encoded) => {
    expect(toBase32(Buffer.from(text))).toBe(encoded);
  });

  it('never writes two byte strings of one length alike', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        (a, b) => {
          expect(toBase32(a) === toBase32(b)).toBe(Buffer.from(a).equals(Buffer.from(b)));
        },
      ),
      { seed },
    );
  });
});

describe('Document ids', () => {
  it('are the same for the same source and id, whenever they are asked for', () => {
    expect(documentIdOf('e-office', 'VB-1')).toBe(documentIdOf('e-office', 'VB-1'));
    expect(documentIdOf('e-office', 'VB-1')).toBe('n6caquqbdajyfpf7jfueqz2lq4');
  });

  it('do not let a source reach a document of another by moving a separator', () => {
    const ids = [
      documentIdOf('a', 'b/c'),
      documentIdOf('a/b', 'c'),
      documentIdOf('a","b', 'c'),
      documentIdOf('a', 'b","c'),
      documentIdOf('ab', 'c'),
      documentIdOf('a', 'bc'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are told from other text', () => {
    expect(isDocumentId(documentIdOf('e-office', 'VB-1'))).toBe(true);
    for (const text of ['', 'a'.repeat(25), 'a'.repeat(27), 'A'.repeat(26), '1'.repeat(26)])
      expect(isDocumentId(text)).toBe(false);
  });

  it('hash text as UTF-8', () => {
    expect(sha256Of('mật')).toBe(sha256Of(Buffer.from('mật', 'utf8')));
    expect(sha256Of('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
