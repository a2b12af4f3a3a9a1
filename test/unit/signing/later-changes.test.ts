import { beforeAll, describe, expect, test } from '@jest/globals';
import { fillAndSealAsAgency } from '../../../lib/signing/agency-seal.ts';
import { fieldNames } from '../../../lib/signing/field-names.ts';
import { signAsLeader } from '../../../lib/signing/leader-signature.ts';
import { findField } from '../../../lib/signing/pdf/form-fields.ts';
import { pageAt } from '../../../lib/signing/pdf/page-tree.ts';
import { openPdf } from '../../../lib/signing/pdf/restrictions.ts';
import { appendRevision, Revision } from '../../../lib/signing/pdf/revision.ts';
import { textString } from '../../../lib/signing/pdf/text.ts';
import {
  dict,
  name,
  type PdfDict,
  PdfRef,
  PdfStream,
  type PdfValue,
} from '../../../lib/signing/pdf/values.ts';
import { verifyPdf } from '../../../lib/signing/verify/verify-pdf.ts';
import { agencyInput, join, leaderInput, openOffice, prepare, renderDocument } from './support.ts';

describe('what follows a signature', () => {
  let led: Buffer;
  let sealed: Buffer;
  let otherLed: Buffer;

  beforeAll(async () => {
    const office = await openOffice();
    const prepared = prepare(await renderDocument(2)).parts;
    led = join(await signAsLeader(leaderInput(office, prepared)));
    sealed = join(await fillAndSealAsAgency(agencyInput(office, led)));
    const other = prepare(await renderDocument(1)).parts;
    otherLed = join(await signAsLeader(leaderInput(office, other)));
  });

  /** The verdict on the first signature after one more revision made by `change`. */
  const verdictAfter = (file: Buffer, change: (revision: Revision) => void) => {
    const revision = new Revision(openPdf(file));
    change(revision);
    const [report] = verifyPdf(appendRevision(revision).parts);
    return { intact: report?.intact, laterChanges: report?.laterChanges };
  };
  const forbidden = { intact: true, laterChanges: 'forbidden' };
  const permitted = { intact: true, laterChanges: 'permitted' };

  const setOnPage = (revision: Revision, entries: Record<string, PdfValue>): void => {
    const page = pageAt(revision.document, 0);
    revision.replace(page.ref, new Map([...page.dict, ...Object.entries(entries)]));
  };
  const setOnField = (revision: Revision, fieldName: string, entries: PdfDict): void => {
    const field = findField(revision.document, fieldName);
    if (!field?.ref) throw new Error('the field is missing');
    revision.replace(field.ref, new Map([...field.dict, ...entries]));
  };
  const setInCatalog = (revision: Revision, entries: PdfDict): void => {
    const { rootRef, catalog } = revision.document;
    revision.replace(rootRef, new Map([...catalog, ...entries]));
  };

  test('other content for a page is forbidden', () => {
    const change = (revision: Revision) =>
      setOnPage(revision, { Contents: revision.addStream(new Map(), Buffer.from('0 0 m')) });
    expect(verdictAfter(led, change)).toEqual(forbidden);
    expect(verdictAfter(sealed, change)).toEqual(forbidden);
  });

  test('the content stream written anew under its own number is forbidden', () => {
    const change = (revision: Revision) => {
      const ref = pageAt(revision.document, 0).dict.get('Contents');
      const contents = revision.document.resolve(ref);
      if (!(ref instanceof PdfRef && contents instanceof PdfStream)) throw new Error('no content');
      // As long as before, and described alike: only the bytes tell.
      revision.replace(
        ref,
        new PdfStream(contents.dict, Buffer.from(contents.bytes).fill(65, 9, 12)),
      );
    };
    expect(verdictAfter(led, change)).toEqual(forbidden);
  });

  test('a font given other glyphs is forbidden', () => {
    const change = (revision: Revision) => {
      for (const [id] of revision.document.entries) {
        const value = revision.document.get(new PdfRef(id));
        if (value instanceof Map && value.get('BaseFont') && value.get('ToUnicode')) {
          revision.replace(new PdfRef(id), new Map(value).set('Encoding', name('Identity-V')));
          return;
        }
      }
      throw new Error('the file has no font');
    };
    expect(verdictAfter(led, change)).toEqual(forbidden);
  });

  test('a further page is forbidden', () => {
    const change = (revision: Revision) => {
      const pagesRef = revision.document.catalog.get('Pages');
      const pages = revision.document.resolveDict(pagesRef);
      if (!(pagesRef instanceof PdfRef) || !pages) throw new Error('the file has no pages');
      const kids = revision.document.resolveArray(pages.get('Kids')) ?? [];
      const page = revision.add(dict({ Type: name('Page'), Parent: pagesRef }));
      revision.replace(pagesRef, new Map(pages).set('Kids', [...kids, page]));
    };
    expect(verdictAfter(led, change)).toEqual(forbidden);
  });

  test('a comment over the text is forbidden', () => {
    const change = (revision: Revision) => {
      const page = pageAt(revision.document, 0);
      const annotations = revision.document.resolveArray(page.dict.get('Annots')) ?? [];
      const note = revision.add(
        dict({ Type: name('Annot'), Subtype: name('FreeText'), Rect: [0, 0, 500, 800] }),
      );
      setOnPage(revision, { Annots: [...annotations, note] });
    };
    expect(verdictAfter(led, change)).toEqual(forbidden);
  });

  test('a signature moved, shown otherwise or taken off the page is forbidden', () => {
    const rect = dict({ Rect: [0, 0, 10, 10] });
    expect(verdictAfter(led, (r) => setOnField(r, fieldNames.leader, rect))).toEqual(forbidden);
    const look = (r: Revision) =>
      setOnField(
        r,
        fieldNames.leader,
        dict({ AP: dict({ N: r.addStream(new Map(), Buffer.alloc(1)) }) }),
      );
    expect(verdictAfter(led, look)).toEqual(forbidden);
    expect(verdictAfter(led, (r) => setOnPage(r, { Annots: [] }))).toEqual(forbidden);
  });

  test('an action on opening is forbidden', () => {
    const action = dict({ OpenAction: dict({ S: name('JavaScript'), JS: textString('1') }) });
    expect(verdictAfter(led, (r) => setInCatalog(r, action))).toEqual(forbidden);
  });

  test('the form replaced by one without the signature loses the signature', () => {
    const revision = new Revision(openPdf(led));
    setInCatalog(revision, dict({ AcroForm: dict({ Fields: [] }) }));
    expect(verifyPdf(appendRevision(revision).parts)).toEqual([]);
  });

  test('number and date may be filled after the leader, not after the agency has locked them', () => {
    const fill = (r: Revision) => setOnField(r, fieldNames.number, dict({ V: textString('13') }));
    expect(verdictAfter(led, fill)).toEqual(permitted);
    expect(verdictAfter(sealed, fill)).toEqual(permitted);
    const revision = new Revision(openPdf(sealed));
    fill(revision);
    const [, agency] = verifyPdf(appendRevision(revision).parts);
    expect(agency).toMatchObject({ fieldName: fieldNames.agency, laterChanges: 'forbidden' });
  });

  test('validation data, metadata and document information may be added', () => {
    expect(
      verdictAfter(led, (r) => setInCatalog(r, dict({ DSS: r.add(dict({ Certs: [] })) }))),
    ).toEqual(permitted);
    expect(
      verdictAfter(led, (r) =>
        setInCatalog(r, dict({ Metadata: r.addStream(new Map(), Buffer.alloc(9)) })),
      ),
    ).toEqual(permitted);
    const info = (r: Revision) => {
      const ref = r.document.trailer.get('Info');
      if (!(ref instanceof PdfRef)) throw new Error('the file has no information');
      r.replace(ref, dict({ Title: textString('khác') }));
    };
    expect(verdictAfter(led, info)).toEqual(permitted);
  });

  test('bytes that belong to no revision are forbidden, space is not', () => {
    const withTail = (text: string) => verifyPdf([led, Buffer.from(text, 'latin1')])[0];
    expect(withTail('9 0 obj\n<<>>\nendobj\n')).toMatchObject(forbidden);
    expect(withTail('9 0 obj\n<<>>\nendobj\n')?.coversWholeFile).toBe(false);
    expect(withTail('\r\n ')).toMatchObject(permitted);
  });

  const hole = (file: Buffer): { from: number; to: number } => {
    const from = file.indexOf('/Contents <3') + 11;
    return { from, to: file.indexOf('>', from) };
  };

  test('the signature of another file is not intact here', () => {
    const swapped = Buffer.from(led);
    const source = hole(otherLed);
    otherLed.copy(swapped, hole(led).from, source.from, source.to);
    expect(verifyPdf(swapped)).toMatchObject([{ intact: false, problems: ['DIGEST_MISMATCH'] }]);
  });

  test('anything but zeros behind the message in its hole is a fault', () => {
    const padded = Buffer.from(led);
    padded.write('01', hole(led).to - 2, 'latin1');
    expect(verifyPdf(padded)).toMatchObject([{ intact: false, problems: ['PADDING_NOT_ZERO'] }]);
  });

  test('a byte range that leaves out more than the signature is a fault', () => {
    const text = led.toString('latin1');
    const widened = text.replace(/\/ByteRange \[0 (\d+) (\d+) (\d+)\]/, (whole, a, b, c) =>
      `/ByteRange [0 ${a} ${Number(b) + 1} ${Number(c) - 1}]`.padEnd(whole.length),
    );
    expect(verifyPdf(Buffer.from(widened, 'latin1'))).toMatchObject([
      { intact: false, problems: ['BYTE_RANGE_INVALID'], laterChanges: 'forbidden' },
    ]);
  });
});
