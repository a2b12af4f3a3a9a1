import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PdfParser } from '../../../lib/signing/pdf/parser.ts';
import { formatNumber, serialize } from '../../../lib/signing/pdf/serialize.ts';
import { instantOf, pdfDate, textOf, textString } from '../../../lib/signing/pdf/text.ts';
import {
  type PdfDict,
  PdfName,
  PdfRaw,
  PdfRef,
  PdfString,
  type PdfValue,
} from '../../../lib/signing/pdf/values.ts';

const parse = (text: string): PdfValue => new PdfParser(Buffer.from(text, 'latin1')).readValue();

const byteText = fc
  .uint8Array({ minLength: 1, maxLength: 12 })
  .map((bytes) => Buffer.from(bytes).toString('latin1'));
const leaf: fc.Arbitrary<PdfValue> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc
    .integer({ min: -9_999_999, max: 9_999_999 })
    .map((value) => Number(formatNumber(value / 1000))),
  byteText.map((text) => new PdfName(text)),
  fc.tuple(fc.nat(8_388_607), fc.nat(65_535)).map(([id, gen]) => new PdfRef(id, gen)),
  fc.constantFrom('1.0', '+5', '.50', '-0', '007').map((text) => new PdfRaw(text)),
  fc
    .tuple(fc.uint8Array({ maxLength: 40 }), fc.boolean())
    .map(([bytes, hex]) => new PdfString(Buffer.from(bytes), hex)),
);
const { value: anyValue } = fc.letrec<{ value: PdfValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .array(fc.tuple(byteText, tie('value')), { maxLength: 5 })
      .map((entries): PdfDict => new Map(entries)),
  ),
}));

describe('PDF syntax', () => {
  test('what is written is read back as the same value', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(parse(serialize(value))).toEqual(value);
      }),
    );
  });

  test('a number keeps its spelling when it is written again', () => {
    expect(serialize(parse('[595.0 +1 .5 841.89 0.10]'))).toBe('[595.0 +1 .5 841.89 0.10]');
  });

  test('numbers are never written with an exponent', () => {
    expect(formatNumber(0.000001)).toBe('0');
    expect(formatNumber(1.5)).toBe('1.5');
    expect(formatNumber(-0.00001)).toBe('-0.00001');
  });

  test('strings with escapes, octal codes, line ends and nested brackets are read', () => {
    const read = (text: string) => (parse(text) as PdfString).bytes.toString('latin1');
    expect(read('(a\\(b\\)\\101\\n(c))')).toBe('a(b)A\n(c)');
    expect(read('(a\\\r\nb\r\nc)')).toBe('ab\nc');
    expect(read('<48 6 >')).toBe('H`');
  });

  test('comments count as space and names resolve their codes', () => {
    expect(parse('% a remark\n/A#42')).toEqual(new PdfName('AB'));
  });

  test.each(['(open', '<48', '[1 2', '<</A 1', '<<1 2>>', 'nonsense', '1.2.3', '<zz>', ''])(
    '%j is refused as broken',
    (text) => {
      expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'PDF_BROKEN' }));
    },
  );

  test('values nested beyond the limit are refused before the stack is at risk', () => {
    expect(() => parse('['.repeat(100_000))).toThrow(
      expect.objectContaining({ code: 'PDF_TOO_COMPLEX' }),
    );
  });

  test('a long run of digits costs linear time', () => {
    expect(() => parse(`${'1'.repeat(300_000)}x`)).toThrow(
      expect.objectContaining({ code: 'PDF_BROKEN' }),
    );
  });
});

describe('PDF texts and dates', () => {
  test('a Vietnamese text is stored as UTF-16BE with its mark and read back composed', () => {
    const stored = textString('Ký ban hành'.normalize('NFD'));
    expect(stored.bytes.subarray(0, 4)).toEqual(Buffer.from([0xfe, 0xff, 0, 0x4b]));
    expect(textOf(stored)).toBe('Ký ban hành');
  });

  test('an ASCII text stays readable, its brackets escaped once', () => {
    expect(serialize(textString('sent (again)'))).toBe('(sent \\(again\\))');
  });

  test('any text comes back composed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(textOf(textString(text))).toBe(text.normalize('NFC'));
      }),
    );
  });

  test('a date is written in Vietnam time and read back as the same instant', () => {
    const instant = new Date('2026-02-04T18:00:05Z');
    expect(pdfDate(instant).bytes.toString()).toBe("D:20260205010005+07'00'");
    expect(instantOf(pdfDate(instant).bytes.toString())).toEqual(instant);
  });

  test('dates of other writers are read, others are none', () => {
    expect(instantOf('D:20190625071453Z')).toEqual(new Date('2019-06-25T07:14:53Z'));
    expect(instantOf("D:20180915161035-06'00'")).toEqual(new Date('2018-09-15T22:10:35Z'));
    expect(instantOf('D:2018')).toEqual(new Date('2018-01-01T00:00:00Z'));
    expect(instantOf('yesterday')).toBeUndefined();
    expect(instantOf('D:20189915')).toBeUndefined();
  });
});
