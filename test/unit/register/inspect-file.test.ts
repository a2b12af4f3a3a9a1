import { describe, expect, it } from '@jest/globals';
import { inspectFile } from '../../../lib/register/inspect-file.ts';

const pdf = (head: string, tail: string) =>
  Buffer.concat([Buffer.from(head), Buffer.alloc(6_000, 0x20), Buffer.from(tail)]);
const good = pdf('%PDF-1.7\n', 'startxref\n9\n%%EOF\n');

describe('A file that says it is a PDF', () => {
  it.each([
    ['an ordinary one', good],
    ['one with mail headers before it', pdf(`${'x'.repeat(900)}%PDF-1.4`, 'startxref 9 %%EOF')],
    [
      'one with a kilobyte behind its end',
      pdf('%PDF-1.7', `startxref\n9\n%%EOF${'\n'.repeat(1_000)}`),
    ],
  ])('is taken: %s', (_, bytes) => {
    expect(() => inspectFile(bytes, 'application/pdf')).not.toThrow();
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['a web page', Buffer.from('<html>%PDF'.padEnd(5_000))],
    ['a Word file', Buffer.from('PK\u0003\u0004'.padEnd(5_000))],
    ['one whose header comes too late', pdf(`${'x'.repeat(1_030)}%PDF-1.4`, 'startxref')],
  ])('is none: %s', (_, bytes) => {
    expect(() => inspectFile(bytes, 'application/pdf')).toThrow(
      expect.objectContaining({ code: 'NOT_PDF' }),
    );
  });

  it('is broken when its end is missing, wherever it was cut', () => {
    for (const length of [good.length - 30, 5_000, 20])
      expect(() => inspectFile(good.subarray(0, length), 'application/pdf')).toThrow(
        expect.objectContaining({ code: 'PDF_BROKEN' }),
      );
  });

  it('is looked at where its bytes are, also within a larger buffer', () => {
    const inside = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(2_000), good]);
    expect(() => inspectFile(inside.subarray(5, 1_500), 'application/pdf')).toThrow(
      expect.objectContaining({ code: 'NOT_PDF' }),
    );
  });
});

describe('A file of another kind', () => {
  it('is taken as it is', () => {
    expect(() => inspectFile(Buffer.from('PK'), 'application/zip')).not.toThrow();
  });
});
