import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fillAndSealAsAgency } from '../../../lib/signing/agency-seal.ts';
import { PdfRefusedError } from '../../../lib/signing/errors.ts';
import { signAsLeader } from '../../../lib/signing/leader-signature.ts';
import { inspectPdf } from '../../../lib/signing/pdf/inspect.ts';
import { verifyPdf } from '../../../lib/signing/verify/verify-pdf.ts';
import { agencyInput, join, leaderInput, openOffice, prepare, renderDocument } from './support.ts';

/** A file of these objects with a true cross-reference table. */
const buildPdf = (objects: readonly string[], trailer = '/Root 1 0 R'): Buffer => {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<<${trailer} /Size ${objects.length + 1}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
};

const catalog = '<</Type/Catalog/Pages 2 0 R>>';
const pages = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>';

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'none';
  } catch (error) {
    if (error instanceof PdfRefusedError) return error.code;
    throw error;
  }
};

const inspected = (file: Buffer): string => codeOf(() => inspectPdf(file));

describe('a PDF made to harm', () => {
  test('the file the others are made from is read', () => {
    expect(inspectPdf(buildPdf([catalog, pages, page]))).toMatchObject({
      pages: 1,
      version: '1.7',
    });
  });

  test.each([
    ['no PDF at all', Buffer.from('hello'), 'NOT_PDF'],
    ['nothing', Buffer.alloc(0), 'NOT_PDF'],
    ['only a header', Buffer.from('%PDF-1.7\n'), 'PDF_BROKEN'],
    [
      'bytes before the header',
      Buffer.concat([Buffer.from('x\n'), buildPdf([catalog, pages, page])]),
      'PDF_BROKEN',
    ],
    ['a page tree in a loop', buildPdf([catalog, '<</Type/Pages/Kids[2 0 R]>>']), 'PDF_BROKEN'],
    ['a page twice', buildPdf([catalog, '<</Type/Pages/Kids[3 0 R 3 0 R]>>', page]), 'PDF_BROKEN'],
    ['no pages', buildPdf([catalog, '<</Type/Pages/Kids[]/Count 0>>']), 'PDF_BROKEN'],
    ['a missing catalog', buildPdf([catalog, pages, page], '/Root 9 0 R'), 'PDF_BROKEN'],
    ['a reference to itself', buildPdf([catalog, '2 0 R', page]), 'PDF_BROKEN'],
    [
      'a stream whose length is itself',
      buildPdf([catalog, '<</Length 2 0 R>>stream\n\nendstream']),
      'PDF_BROKEN',
    ],
    [
      'an object number too high',
      buildPdf([catalog, pages, page]).toString('latin1').replace('xref\n0 4', 'xref\n8388608 4'),
      'PDF_TOO_COMPLEX',
    ],
    [
      'more entries than bytes',
      buildPdf([catalog, pages, page]).toString('latin1').replace('xref\n0 4', 'xref\n0 99999'),
      'PDF_BROKEN',
    ],
  ])('%s is refused', (_, file, code) => {
    expect(inspected(Buffer.from(file as string, 'latin1'))).toBe(code);
  });

  test('a chain of sections that leads back to itself is refused', () => {
    const file = buildPdf([catalog, pages, page]).toString('latin1');
    const start = /startxref\n(\d+)/.exec(file)?.[1];
    const looped = file.replace('/Size 4', `/Size 4 /Prev ${start}`);
    expect(inspected(Buffer.from(looped, 'latin1'))).toBe('PDF_BROKEN');
  });

  test('a stream that inflates without end is refused at the limit', () => {
    const bomb = deflateSync(Buffer.alloc(80 * 1024 * 1024));
    const head = '%PDF-1.7\n';
    const dict = `<</Type/XRef/W[1 4 2]/Size 4/Root 1 0 R/Filter/FlateDecode/Length ${bomb.length}>>`;
    const file = Buffer.concat([
      Buffer.from(`${head}9 0 obj\n${dict}\nstream\n`),
      bomb,
      Buffer.from(`\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF\n`),
    ]);
    expect(inspected(file)).toBe('PDF_TOO_COMPLEX');
  });

  test('objects that lie inside each other do not multiply the work', () => {
    // Every field is a string that runs through all objects after it to the end of the file.
    const count = 3_000;
    const kids = Array.from({ length: count }, (_, i) => `${i + 4} 0 R`).join(' ');
    const fields = Array.from({ length: count }, () => `(${' '.repeat(1_000)}`);
    const root = `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${kids}]>>>>`;
    const file = buildPdf([root, pages, page, ...fields]).toString('latin1');
    const table = file.lastIndexOf('xref\n0');
    const objects = file.slice(0, table) + ')'.repeat(count);
    const closed =
      objects + file.slice(table).replace(/startxref\n\d+/, `startxref\n${objects.length}`);
    expect(inspected(Buffer.from(closed, 'latin1'))).toBe('PDF_TOO_COMPLEX');
  });

  test('an encrypted file is told by inspecting and refused by verifying', () => {
    const file = buildPdf(
      [catalog, pages, page, '<</Filter/Standard>>'],
      '/Root 1 0 R/Encrypt 4 0 R',
    );
    expect(inspectPdf(file)).toMatchObject({ encrypted: true });
    expect(codeOf(() => verifyPdf(file))).toBe('PDF_ENCRYPTED');
  });
});

describe('a damaged file', () => {
  let sealed: Buffer;
  beforeAll(async () => {
    const office = await openOffice();
    const led = await signAsLeader(leaderInput(office, prepare(await renderDocument()).parts));
    sealed = join(await fillAndSealAsAgency(agencyInput(office, led.parts)));
  });

  /** All that a damaged file may do is to be refused or to be found not intact. */
  const survive = (file: Buffer): boolean[] => {
    let intact: boolean[] = [];
    codeOf(() => inspectPdf(file));
    codeOf(() => {
      intact = verifyPdf(file).map(
        (report) => report.intact && report.laterChanges !== 'forbidden',
      );
    });
    return intact;
  };

  test('cut at any byte, it is refused or loses a signature', () => {
    fc.assert(
      fc.property(fc.nat(sealed.length - 8), (end) => {
        expect(survive(sealed.subarray(0, end))).not.toEqual([true, true]);
      }),
      { numRuns: 60 },
    );
  });

  test('with one bit of the covered bytes turned, the last signature is not intact', () => {
    const [, last] = verifyPdf(sealed);
    expect(last?.coversWholeFile).toBe(true);
    const text = sealed.toString('latin1');
    const hole = text.lastIndexOf('/Contents <') + 10;
    const end = text.indexOf('>', hole) + 1;
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(7), (at, bit) => {
        fc.pre(at < hole || at >= end);
        const file = Buffer.from(sealed);
        file[at] = (file[at] ?? 0) ^ (1 << bit);
        expect(survive(file)[1] ?? false).toBe(false);
      }),
      { numRuns: 120 },
    );
  });

  test('with bytes overwritten anywhere, reading ends with a refusal at worst', () => {
    fc.assert(
      fc.property(
        fc.nat(sealed.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        (at, bytes) => {
          const file = Buffer.from(sealed);
          file.set(bytes.subarray(0, file.length - at), at);
          expect(() => survive(file)).not.toThrow();
        },
      ),
      { numRuns: 60 },
    );
  });
});
