import { beforeAll, describe, expect, test } from '@jest/globals';
import { fillAndSealAsAgency } from '../../../lib/signing/agency-seal.ts';
import { locateLayout } from '../../../lib/signing/layout.ts';
import { signAsLeader } from '../../../lib/signing/leader-signature.ts';
import { findField, listFields } from '../../../lib/signing/pdf/form-fields.ts';
import { openPdf } from '../../../lib/signing/pdf/restrictions.ts';
import { textOf } from '../../../lib/signing/pdf/text.ts';
import { PdfString } from '../../../lib/signing/pdf/values.ts';
import { prepareForSigning } from '../../../lib/signing/prepare.ts';
import { verifyPdf } from '../../../lib/signing/verify/verify-pdf.ts';
import {
  agencyInput,
  fonts,
  join,
  leaderInput,
  type Office,
  openOffice,
  prepare,
  renderDocument,
  rsaHolder,
  signedOn,
} from './support.ts';

const withCode = (code: string) => expect.objectContaining({ code });

describe('signing a document', () => {
  let office: Office;
  let draft: Buffer;
  let prepared: Buffer;
  let led: Buffer;
  let sealed: Buffer;

  beforeAll(async () => {
    office = await openOffice(rsaHolder(), rsaHolder());
    draft = await renderDocument(3);
    prepared = join(prepare(draft));
    led = join(await signAsLeader(leaderInput(office, prepared)));
    sealed = join(await fillAndSealAsAgency(agencyInput(office, led)));
  });

  test('each step only appends: every earlier file is a prefix of the next', () => {
    const steps = [draft, prepared, led, sealed];
    for (const [i, file] of steps.slice(0, -1).entries()) {
      expect(steps[i + 1]?.subarray(0, file.length).equals(file)).toBe(true);
    }
  });

  test('the preparation adds the four fields, empty, on the pages of the layout', () => {
    const document = openPdf(prepared);
    expect(listFields(document).map(({ name, type, value }) => ({ name, type, value }))).toEqual([
      { name: 'vanthu.number', type: 'Tx', value: undefined },
      { name: 'vanthu.date', type: 'Tx', value: undefined },
      { name: 'vanthu.leader', type: 'Sig', value: undefined },
      { name: 'vanthu.agency', type: 'Sig', value: undefined },
    ]);
    expect(locateLayout(document).leader.page).toBe(2);
  });

  test('leader and agency are both intact, and the agency covers the whole file', () => {
    expect(verifyPdf(sealed, { trust: office.trust })).toMatchObject([
      {
        fieldName: 'vanthu.leader',
        signerName: 'Nguyễn Văn Thử',
        intact: true,
        coversTo: led.length,
        laterChanges: 'permitted',
        trust: 'demo',
        signedAt: signedOn,
      },
      {
        fieldName: 'vanthu.agency',
        signerName: 'Ủy ban Dân tộc',
        intact: true,
        coversWholeFile: true,
        laterChanges: 'none',
        trust: 'demo',
      },
    ]);
  });

  test('number and date stand in their fields as they were given', () => {
    const textIn = (fieldName: string) => {
      const value = findField(openPdf(sealed), fieldName)?.value;
      return value instanceof PdfString ? textOf(value) : undefined;
    };
    expect(textIn('vanthu.number')).toBe('12');
    expect(textIn('vanthu.date')).toBe('ngày 05 tháng 02 năm 2026');
  });

  test('with RSA keys the same input gives the same bytes', async () => {
    const leader = join(await signAsLeader(leaderInput(office, prepared)));
    const agency = join(await fillAndSealAsAgency(agencyInput(office, led)));
    expect(leader.equals(led)).toBe(true);
    expect(agency.equals(sealed)).toBe(true);
  });

  test('a file in parts is signed as the same file in one piece', async () => {
    const parts = [draft, prepared.subarray(draft.length)];
    expect(join(await signAsLeader(leaderInput(office, parts))).equals(led)).toBe(true);
  });

  test('P-256 keys sign as well', async () => {
    const other = await openOffice();
    const first = await signAsLeader(leaderInput(other, prepared));
    const both = await fillAndSealAsAgency(agencyInput(other, first.parts));
    expect(verifyPdf(both.parts).map((report) => report.intact)).toEqual([true, true]);
  });

  test('the agency does not seal before the leader has signed', async () => {
    const seal = async () => fillAndSealAsAgency(agencyInput(office, prepared));
    await expect(seal()).rejects.toThrow(withCode('AGENCY_SEAL_NEEDS_LEADER'));
  });

  test('the agency does not seal what someone without a known certificate has signed', async () => {
    const stranger = await openOffice(rsaHolder(), rsaHolder());
    const foreign = await signAsLeader(leaderInput(stranger, prepared));
    const seal = async () => fillAndSealAsAgency(agencyInput(office, foreign.parts));
    await expect(seal()).rejects.toThrow(withCode('AGENCY_SEAL_NEEDS_LEADER'));
  });

  test('the agency does not seal when another person than the expected leader has signed', async () => {
    const input = { ...agencyInput(office, led), leaderCertificate: office.agency.certificate };
    const seal = async () => fillAndSealAsAgency(input);
    await expect(seal()).rejects.toThrow(withCode('AGENCY_SEAL_NEEDS_LEADER'));
  });

  test('the agency does not seal a file altered under the leader', async () => {
    const altered = Buffer.from(led);
    altered.write('7', altered.indexOf('/M (D:2026') + 9, 'latin1');
    const seal = async () => fillAndSealAsAgency(agencyInput(office, altered));
    await expect(seal()).rejects.toThrow(withCode('AGENCY_SEAL_NEEDS_LEADER'));
  });

  test('a field is signed once', async () => {
    const again = async () => signAsLeader(leaderInput(office, led));
    await expect(again()).rejects.toThrow(withCode('FIELD_ALREADY_SIGNED'));
    // Number and date are asked first: the agency's own signature has locked them.
    const sealAgain = async () => fillAndSealAsAgency(agencyInput(office, sealed));
    await expect(sealAgain()).rejects.toThrow(withCode('FIELD_LOCKED'));
  });

  test('a file without the fields is not signed', async () => {
    const sign = async () => signAsLeader(leaderInput(office, draft));
    await expect(sign()).rejects.toThrow(withCode('FIELD_MISSING'));
  });

  test('a file is prepared once, and never after a signature', () => {
    expect(() => prepare(prepared)).toThrow(withCode('PDF_ALREADY_PREPARED'));
    expect(() => prepare(sealed)).toThrow(withCode('PDF_ALREADY_PREPARED'));
  });

  test('a page that is not there is refused', () => {
    const layout = locateLayout(openPdf(draft));
    const beyond = { ...layout, agency: { ...layout.agency, page: 3 } };
    expect(() => prepareForSigning(draft, beyond)).toThrow(withCode('PAGE_MISSING'));
  });

  test('a number too long for its box is refused, a slightly long one is made to fit', async () => {
    const seal = (number: string) => fillAndSealAsAgency({ ...agencyInput(office, led), number });
    await expect((async () => seal('1'.repeat(60)))()).rejects.toThrow(withCode('TEXT_TOO_WIDE'));
    expect(verifyPdf((await seal('123456789')).parts).every((report) => report.intact)).toBe(true);
  });

  test('a text the font cannot show is refused rather than shown as boxes', async () => {
    const seal = async () => fillAndSealAsAgency({ ...agencyInput(office, led), date: '五日' });
    await expect(seal()).rejects.toThrow(withCode('TEXT_NOT_IN_FONT'));
  });

  test('a chain too long for the reserved space is refused, not cut', async () => {
    const issuers = Array.from({ length: 40 }, () => office.authority);
    const sign = async () => signAsLeader({ ...leaderInput(office, prepared), issuers });
    await expect(sign()).rejects.toThrow(withCode('RESERVE_TOO_SMALL'));
  });

  test('a signature may show text, or nothing', async () => {
    for (const appearance of [
      { kind: 'none' },
      {
        kind: 'text',
        lines: ['Sao y', '05-02-2026 09:30:00 +07:00'],
        font: fonts.regular,
        fontSize: 10,
      },
    ] as const) {
      const signed = await signAsLeader({ ...leaderInput(office, prepared), appearance });
      expect(verifyPdf(signed.parts)).toMatchObject([{ intact: true, laterChanges: 'none' }]);
    }
  });
});
