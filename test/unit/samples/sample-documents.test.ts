import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isValidPhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js/max';
import { foldText } from '../../../lib/kernel/vietnamese.ts';
import { SECRET_CANARIES } from '../../../lib/local/samples/documents/secret-canary.vi.ts';
import { SAMPLE_DOCUMENTS } from '../../../lib/local/samples/documents.vi.ts';
import { SAMPLE_PEOPLE, SAMPLE_UNITS } from '../../../lib/local/samples/people.vi.ts';
import type { SampleDocument } from '../../../lib/local/samples/sample-document.ts';
import { renderSampleFile } from '../../../lib/local/samples/sample-file.ts';
import { isSecret, readGrade } from '../../../lib/secrecy/grades.ts';
import { hasSecrecyWord } from '../../../lib/secrecy/screening.ts';

const ADMIN_RECORDS = new URL(
  '../../../../shared/data/documents/documents-admin.jsonl',
  import.meta.url,
);
const cases = SAMPLE_DOCUMENTS.map((sample) => [sample.key, sample] as const);
const allWords = (sample: SampleDocument) => JSON.stringify(sample);
const withFate = (fate: SampleDocument['fate']) =>
  SAMPLE_DOCUMENTS.filter((sample) => sample.fate === fate);

describe('the set of samples', () => {
  it('has unique keys and unique codes of each issuer', () => {
    const keys = SAMPLE_DOCUMENTS.map((sample) => sample.key);
    expect(new Set(keys).size).toBe(keys.length);
    const codes = SAMPLE_DOCUMENTS.filter((sample) => sample.documentCode !== undefined).map(
      (sample) => `${sample.issuer} ${sample.documentCode}`,
    );
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each([
    'assigned-first',
    'sent-twice',
    'recalled',
    'replaced',
    'secret',
    'unknown-grade',
    'broken-file',
  ] as const)('tells the fate "%s" once', (fate) => {
    expect(withFate(fate)).toHaveLength(1);
  });

  it('covers directions, urgencies, both kinds of series and publication', () => {
    const count = (test: (sample: SampleDocument) => boolean) =>
      SAMPLE_DOCUMENTS.filter(test).length;
    const isPlainIncoming = (sample: SampleDocument) =>
      sample.direction === 'incoming' && sample.fate !== 'secret' && sample.fate !== 'broken-file';
    expect(count(isPlainIncoming)).toBeGreaterThanOrEqual(6);
    expect(count((s) => s.entry === 'approved')).toBeGreaterThanOrEqual(3);
    expect(count((s) => s.entry === 'issued')).toBeGreaterThanOrEqual(1);
    expect(count((s) => s.arrivalNumber !== undefined)).toBeGreaterThanOrEqual(2);
    expect(
      count((s) => isPlainIncoming(s) && s.arrivalNumber === undefined),
    ).toBeGreaterThanOrEqual(2);
    expect(
      count((s) => isPlainIncoming(s) && s.isEthnicAffairs && s.review === 'publish'),
    ).toBeGreaterThanOrEqual(3);
    expect(count((s) => s.entry === 'approved' && s.urgency === 'hoa_toc')).toBeGreaterThanOrEqual(
      1,
    );
    for (const urgency of ['thuong', 'khan', 'hoa_toc'] as const) {
      expect(
        count((s) => s.direction === 'incoming' && s.urgency === urgency),
      ).toBeGreaterThanOrEqual(1);
    }
  });

  it('names a replacement that exists and was issued later', () => {
    const [replaced] = withFate('replaced');
    const replacement = SAMPLE_DOCUMENTS.find((sample) => sample.key === replaced?.replacedBy);
    expect((replacement?.issuedOn ?? '') > (replaced?.issuedOn ?? '9')).toBe(true);
  });
});

describe('secrecy', () => {
  it('declares a secret grade for the secret sample only, and none for the sample of unknown grade', () => {
    const secret = SAMPLE_DOCUMENTS.filter((sample) => isSecret(readGrade(sample.secrecy)));
    expect(secret.map((sample) => sample.fate)).toEqual(['secret']);
    const unknown = SAMPLE_DOCUMENTS.filter((sample) => readGrade(sample.secrecy) === 'unknown');
    expect(unknown.map((sample) => sample.fate)).toEqual(['unknown-grade']);
  });

  it('keeps every canary in the secret sample and nowhere else', () => {
    for (const canary of SECRET_CANARIES) {
      const holders = SAMPLE_DOCUMENTS.filter((sample) =>
        foldText(allWords(sample)).includes(foldText(canary)),
      );
      expect(holders.map((sample) => sample.fate)).toEqual(['secret']);
      expect(foldText(JSON.stringify([SAMPLE_PEOPLE, SAMPLE_UNITS]))).not.toContain(
        foldText(canary),
      );
    }
  });

  it.each(cases.filter(([, sample]) => sample.fate !== 'secret'))(
    '%s holds no word that would hold it back',
    (_, sample) => {
      expect([sample.abstract, ...sample.body].filter(hasSecrecyWord)).toEqual([]);
    },
  );
});

describe('facts', () => {
  it.each(cases)('%s has a plausible code, date and issuer', (_, sample) => {
    if (sample.entry === 'approved') {
      expect([sample.documentCode, sample.issuedOn]).toEqual([undefined, undefined]);
      expect(sample.seriesId).toMatch(/^[a-z][a-z0-9-]{0,40}$/);
    } else {
      expect(sample.documentCode).toMatch(/^\d{1,6}\/\S+$/);
      expect(sample.documentCode?.endsWith(`/${sample.notation}`)).toBe(true);
      const issuedOn = new Date(`${sample.issuedOn}T00:00:00Z`);
      expect(issuedOn.toISOString().slice(0, 10)).toBe(sample.issuedOn);
      expect(issuedOn.getUTCFullYear()).toBeGreaterThan(1990);
    }
    expect(sample.notation.split('-').length).toBeGreaterThanOrEqual(2);
    expect(sample.recipients.at(-1)).toMatch(/^Lưu: VT/);
    expect(allWords(sample)).toBe(allWords(sample).normalize('NFC'));
    expect(sample.isLetter).toBe(sample.typeName === 'Công văn');
  });

  it.each(cases)(
    '%s leaves room for its abstract in one SMS, all of it plain letters',
    (_, sample) => {
      const head = `HOA TOC. VB den 12345: ${sample.documentCode ?? `1234/${sample.notation}`} ngay 20/11/2026, ${sample.issuer}. . Han xu ly 05/12.`;
      expect(foldText(head).length).toBeLessThanOrEqual(125);
      expect(foldText(`${head}${sample.abstract}${sample.signer.name ?? ''}`)).toMatch(
        /^[a-z0-9 .,:;/()'"“”’–-]+$/,
      );
    },
  );

  it.each(cases)('%s names only people of the directory', (_, sample) => {
    const known = new Set(SAMPLE_PEOPLE.map((person) => person.key));
    const named = [...sample.informs, sample.assignedTo, sample.signerKey].filter(
      (key) => key !== undefined,
    );
    expect(named.filter((key) => !known.has(key))).toEqual([]);
  });

  it('lets each document approved here be signed by the person whose name it prints', () => {
    for (const sample of SAMPLE_DOCUMENTS.filter((one) => one.entry === 'approved')) {
      const signer = SAMPLE_PEOPLE.find((person) => person.key === sample.signerKey);
      expect(signer?.name).toBe(sample.signer.name);
      expect(signer?.roles).toContain('leader');
    }
  });

  it('agrees with the records the facts were taken from, where these are on the machine', () => {
    const taken = SAMPLE_DOCUMENTS.filter((sample) => sample.factsFrom?.startsWith('hc-'));
    expect(taken.length).toBeGreaterThanOrEqual(4);
    if (!existsSync(ADMIN_RECORDS)) {
      process.stderr.write(
        'documents-admin.jsonl is not here: facts of the samples not compared\n',
      );
      return;
    }
    const records = new Map(
      readFileSync(ADMIN_RECORDS, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, string | null>)
        .map((record) => [record['id'], record]),
    );
    for (const sample of taken) {
      const record = records.get(sample.factsFrom ?? '');
      expect(record).toMatchObject({
        soKyHieu: sample.documentCode,
        loaiVanBan: sample.typeName,
        ngayBanHanh: sample.issuedOn,
        coQuanBanHanh: sample.issuer,
      });
      expect(record?.['trichYeu']?.replace(/^V\/v /, '')).toBe(sample.abstract);
      expect(record?.['nguoiKy'] ?? undefined).toBe(sample.signer.name);
    }
  });
});

describe('people of the demonstration', () => {
  it.each(SAMPLE_PEOPLE.map((person) => [person.key, person] as const))(
    '%s is marked as demo, with a mobile number of Vietnam from the demo block',
    (_, person) => {
      expect(person.isDemo).toBe(true);
      expect(person.phone).toMatch(/^\+8491200000\d$/);
      expect(isValidPhoneNumber(person.phone)).toBe(true);
      expect(parsePhoneNumberWithError(person.phone).getType()).toBe('MOBILE');
      expect(SAMPLE_UNITS.map((unit) => unit.key)).toContain(person.unit);
    },
  );

  it('fills every role once at least and shares no number', () => {
    const roles = new Set(SAMPLE_PEOPLE.flatMap((person) => person.roles));
    expect([...roles].sort()).toEqual([
      'clerk',
      'department-head',
      'leader',
      'officer',
      'operator',
    ]);
    expect(new Set(SAMPLE_PEOPLE.map((person) => person.phone)).size).toBe(SAMPLE_PEOPLE.length);
  });

  it('gives no demo person the name of an official whose document is among the samples', () => {
    const real = SAMPLE_DOCUMENTS.filter((sample) => sample.factsFrom !== undefined).map(
      (sample) => sample.signer.name,
    );
    expect(SAMPLE_PEOPLE.filter((person) => real.includes(person.name))).toEqual([]);
  });
});

describe('files', () => {
  it('renders a file for a sample, with fields only where it is signed here', async () => {
    const createdAt = new Date('2026-11-23T01:15:00Z');
    const approved = SAMPLE_DOCUMENTS.find((sample) => sample.entry === 'approved');
    const received = SAMPLE_DOCUMENTS.find((sample) => sample.entry === 'received');
    if (approved === undefined || received === undefined) {
      throw new Error('samples of both entries are needed');
    }
    const draft = await renderSampleFile(approved, createdAt);
    expect(draft.bytes.subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(draft.signing).toBeDefined();
    expect((await renderSampleFile(received, createdAt)).signing).toBeUndefined();
  });

  it('renders bytes that claim to be PDF and hold no page for the broken one', async () => {
    const [broken] = withFate('broken-file');
    if (broken === undefined) {
      throw new Error('the broken sample is missing');
    }
    const file = await renderSampleFile(broken, new Date(0));
    const bytes = file.bytes.toString('latin1');
    expect(bytes.startsWith('%PDF-')).toBe(true);
    expect(bytes).not.toMatch(/\nxref\n|\/Type \/Page\b/);
    expect(file.pageCount).toBe(0);
  });
});
