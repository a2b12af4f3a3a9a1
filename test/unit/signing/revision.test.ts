import { describe, expect, test } from '@jest/globals';
import { readPdf } from '../../../lib/signing/pdf/document.ts';
import { appendRevision, Revision } from '../../../lib/signing/pdf/revision.ts';
import { textString } from '../../../lib/signing/pdf/text.ts';
import { PdfRef } from '../../../lib/signing/pdf/values.ts';
import { renderDocument } from './support.ts';

const head = '%PDF-1.5\n';
const bodies = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]>>', '<</Type/Page>>'];

/** A file with a cross-reference stream whose own object number 9 stands in no count and no entry. */
const withXrefStream = (): Buffer => {
  let text = head;
  const rows = bodies.map((body, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return [1, offset >> 8, offset & 255, 0];
  });
  const data = Buffer.from([[0, 0, 0, 255], ...rows].flat());
  const dict = `<</Type/XRef/W[1 2 1]/Size 4/Root 1 0 R/Length ${data.length}>>`;
  const tail = `\nendstream\nendobj\nstartxref\n${text.length}\n%%EOF`;
  text += `9 0 obj\n${dict}\nstream\n`;
  return Buffer.concat([Buffer.from(text, 'latin1'), data, Buffer.from(tail, 'latin1')]);
};

describe('a revision', () => {
  test('is of the kind its file has: a stream after a stream, a table after a table', async () => {
    for (const [file, kind] of [
      [withXrefStream(), 'stream'],
      [await renderDocument(), 'table'],
    ] as const) {
      const revision = new Revision(readPdf(file));
      revision.add(textString('mới'));
      const { sections } = readPdf(appendRevision(revision).parts);
      expect(sections.map((section) => section.kind)).toEqual([kind, kind]);
    }
  });

  test('gives no new object the number of an uncounted cross-reference stream', () => {
    const revision = new Revision(readPdf(withXrefStream()));
    expect(revision.add(null).id).toBe(10);
  });

  test('keeps old objects readable beside new and rewritten ones', () => {
    const revision = new Revision(readPdf(withXrefStream()));
    const added = revision.add(textString('mới'));
    revision.replace(new PdfRef(3), new Map([['Type', textString('changed')]]));
    const grown = readPdf(appendRevision(revision).parts);
    expect(grown.get(added)).toEqual(textString('mới'));
    expect(grown.get(new PdfRef(3))).toEqual(new Map([['Type', textString('changed')]]));
    expect(grown.catalog.get('Pages')).toEqual(new PdfRef(2));
  });

  test('names the file anew in its identifier, the same for the same change', async () => {
    const file = await renderDocument();
    const grow = (text: string) => {
      const revision = new Revision(readPdf(file));
      revision.add(textString(text));
      return readPdf(appendRevision(revision).parts).trailer.get('ID');
    };
    expect(grow('a')).toEqual(grow('a'));
    expect(grow('a')).not.toEqual(grow('b'));
  });
});
