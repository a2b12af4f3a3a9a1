import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fillAndSealAsAgency } from '../../lib/signing/agency-seal.ts';
import { PdfRefusedError } from '../../lib/signing/errors.ts';
import { locateLayout } from '../../lib/signing/layout.ts';
import { signAsLeader } from '../../lib/signing/leader-signature.ts';
import { addAnnotations, addFields } from '../../lib/signing/pdf/form-writer.ts';
import { inspectPdf } from '../../lib/signing/pdf/inspect.ts';
import { pageAt } from '../../lib/signing/pdf/page-tree.ts';
import { openPdf } from '../../lib/signing/pdf/restrictions.ts';
import { type AppendedPdf, appendRevision, Revision } from '../../lib/signing/pdf/revision.ts';
import { textString } from '../../lib/signing/pdf/text.ts';
import { dict, name } from '../../lib/signing/pdf/values.ts';
import { signField } from '../../lib/signing/pdf-signature.ts';
import { prepareForSigning } from '../../lib/signing/prepare.ts';
import { verifyPdf } from '../../lib/signing/verify/verify-pdf.ts';
import {
  agencyInput,
  leaderInput,
  type Office,
  openOffice,
  renderDocument,
} from '../unit/signing/support.ts';

interface Entry {
  readonly file: string;
  readonly pages: number;
  readonly signatures: readonly {
    readonly byteRange: readonly number[];
    readonly cmsVerifies?: boolean;
  }[];
}

const data = new URL('../../../shared/data/', import.meta.url);

const entriesOf = (folder: string): Entry[] => {
  const manifest = new URL(`${folder}/manifest.json`, data);
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : [];
};

const read = (folder: string, file: string): Buffer =>
  readFileSync(new URL(`${folder}/${encodeURIComponent(file)}`, data));

/** Files that must not be signed as they are; all others are. */
const refusals: Readonly<Record<string, string>> = {
  'p20--PDF_2.0_with_offset_start.pdf': 'PDF_BROKEN',
  'pyhanko--circular-page-tree.pdf': 'PDF_BROKEN',
  'qpdf--append-xref-loop.pdf': 'PDF_BROKEN',
  'qpdf--issue-141a.pdf': 'NOT_PDF',
  'qpdf--enc-R3,V2,U=view,O=view.pdf': 'PDF_ENCRYPTED',
  'dss--edition_protected_signing_allowed_no_field.pdf': 'PDF_ENCRYPTED',
  'dss--pdf-signed-corrupted.pdf': 'PDF_BROKEN',
};

/** Holds an empty signature dictionary, which is neither unsigned nor signed. */
const placeholders = new Set(['nsp--with-placeholder.pdf']);

const addedField = 'vanthu-added';

const endOf = (byteRange: readonly number[]): number => (byteRange[2] ?? 0) + (byteRange[3] ?? 0);

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'none';
  } catch (error) {
    if (error instanceof PdfRefusedError) return error.code;
    throw error;
  }
};

const installed = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;
const tools = { pdfsig: installed('pdfsig'), qpdf: installed('qpdf') };

/** Independent tools take a minute over all files: they look at all of them in the full run only. */
const asksTools = process.env['FULL'] !== undefined;

/** What independent tools say of a file; a tool that is not installed says nothing. */
const independentVerdict = (folder: string, bytes: Buffer, asked: boolean = asksTools) => {
  if (!asked) return { valid: undefined, whole: undefined, qpdfErrors: false };
  const path = joinPath(folder, 'file.pdf');
  writeFileSync(path, bytes);
  const run = (tool: string, ...args: string[]) =>
    spawnSync(tool, [...args, path], { encoding: 'utf8' });
  const pdfsig = tools.pdfsig ? run('pdfsig', '-nocert').stdout : undefined;
  return {
    valid: pdfsig?.match(/Signature is Valid/g)?.length,
    whole: pdfsig?.match(/Total document signed/g)?.length,
    qpdfErrors: tools.qpdf ? run('qpdf', '--check').status === 2 : false,
  };
};

describe('real files', () => {
  let office: Office;
  const folder = mkdtempSync(joinPath(tmpdir(), 'signing-'));
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const signTwice = async (bytes: Buffer): Promise<AppendedPdf> => {
    const prepared = prepareForSigning(bytes, locateLayout(openPdf(bytes)));
    const led = await signAsLeader(leaderInput(office, prepared.parts));
    return fillAndSealAsAgency(agencyInput(office, led.parts));
  };

  const expectTwiceSigned = (bytes: Buffer, sealed: AppendedPdf, asked?: boolean): void => {
    const whole = Buffer.concat(sealed.parts);
    expect(whole.subarray(0, bytes.length).equals(bytes)).toBe(true);
    expect(verifyPdf(whole, { trust: office.trust })).toMatchObject([
      { intact: true, laterChanges: 'permitted', trust: 'demo' },
      { intact: true, laterChanges: 'none', trust: 'demo' },
    ]);
    const verdict = independentVerdict(folder, whole, asked);
    expect(verdict.qpdfErrors).toBe(false);
    expect(verdict.valid ?? 2).toBe(2);
    expect(verdict.whole ?? 1).toBe(1);
  };

  const absent = Object.entries(tools).flatMap(([tool, here]) => (here ? [] : [tool]));

  test(`a document of our own is signed twice; independent tools agree (absent: ${absent.join(', ') || 'none'})`, async () => {
    const bytes = await renderDocument(2);
    expectTwiceSigned(bytes, await signTwice(bytes), true);
  });

  /** One more signature in a field of its own, as on a file that came signed. */
  const signOnceMore = async (bytes: Buffer): Promise<AppendedPdf> => {
    const first = new Revision(openPdf(bytes));
    const page = pageAt(first.document, 0);
    const field = first.add(
      dict({
        Type: name('Annot'),
        Subtype: name('Widget'),
        FT: name('Sig'),
        T: textString(addedField),
        F: 132,
        Rect: [0, 0, 0, 0],
        P: page.ref,
      }),
    );
    addAnnotations(first, page, [field]);
    addFields(first, [field]);
    const withField = appendRevision(first).parts;
    const input = { ...leaderInput(office, withField), appearance: { kind: 'none' } as const };
    return signField(new Revision(openPdf(withField)), addedField, input);
  };

  const folders = ['pdf-official', 'pdf-tricky'];
  const missing = folders.filter((name) => entriesOf(name).length === 0);
  const cases = folders.flatMap((folderName) =>
    entriesOf(folderName).map((entry) => ({ name: folderName, ...entry })),
  );

  test(`the shared files are here, or known to be missing: ${missing.join(', ') || 'none'}`, () => {
    for (const name of missing) expect(existsSync(new URL(`${name}/`, data))).toBe(false);
    if (missing.length === 0) expect(cases).toHaveLength(46);
  });

  const refused = cases.filter(({ file }) => refusals[file] !== undefined);
  const opened = cases.filter(({ file }) => refusals[file] === undefined);
  const unsigned = opened.filter(
    ({ file, signatures }) => signatures.length === 0 && !placeholders.has(file),
  );
  const signed = opened.filter(({ signatures }) => signatures.length > 0);

  for (const { name: from, file } of refused) {
    test(`${file} is refused as ${refusals[file]}`, () => {
      const bytes = read(from, file);
      const enter = () => {
        inspectPdf(bytes);
        openPdf(bytes);
      };
      expect(codeOf(enter)).toBe(refusals[file]);
    });
  }

  for (const { name: from, file, pages } of opened) {
    test(`${file} is opened with all its pages`, () => {
      const bytes = read(from, file);
      expect(inspectPdf(bytes)).toMatchObject({ pages, encrypted: false });
      expect(codeOf(() => openPdf(bytes))).toBe('none');
    });
  }

  for (const { name: from, file } of unsigned) {
    test(`${file} is signed twice and stays a good file`, async () => {
      const bytes = read(from, file);
      expectTwiceSigned(bytes, await signTwice(bytes));
    });
  }

  for (const { name: from, file, signatures } of signed) {
    test(`the signatures of ${file} are judged as the manifest says`, () => {
      const reports = verifyPdf(read(from, file));
      const known = new Map(signatures.map((item) => [endOf(item.byteRange), item.cmsVerifies]));
      const sound = reports.filter((report) => report.laterChanges !== 'forbidden');
      for (const { coversTo, intact } of sound) expect(intact).toBe(known.get(coversTo));
      // The attack files of the other folder have signatures that are rightly not sound.
      if (from === 'pdf-official') expect(sound).toHaveLength(signatures.length);
    });

    test(`a signature after those of ${file} leaves them as they were`, async () => {
      const bytes = read(from, file);
      const before = verifyPdf(bytes);
      const { parts } = await signOnceMore(bytes);
      expect(parts[0]).toBe(bytes);
      const after = verifyPdf(parts);
      const state = ({ intact, forbiddenChanges }: (typeof after)[number]) => ({
        intact,
        forbiddenChanges,
      });
      expect(after.filter((report) => report.fieldName !== addedField).map(state)).toEqual(
        before.map(state),
      );
      expect(after.find((report) => report.fieldName === addedField)).toMatchObject({
        intact: true,
        coversWholeFile: true,
      });
      const was = independentVerdict(folder, bytes);
      const is = independentVerdict(folder, Buffer.concat(parts));
      expect(is.valid ?? 1).toBe((was.valid ?? 0) + 1);
      expect(is.qpdfErrors).toBe(was.qpdfErrors);
    });
  }
});
