import {
  type PdfDict,
  PdfName,
  PdfRaw,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfValue,
} from './values.ts';

/** The one spelling we write for a number: no exponent, at most five decimals (ISO 32000-2, C.2). */
export const formatNumber = (value: number): string => {
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? '0' : String(value);
  const text = value.toFixed(5).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
};

const formatName = (value: string): string =>
  `/${value.replace(
    /[^!-~]|[#()<>[\]{}/%]/g,
    (char) => `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )}`;

const formatString = (value: PdfString): string => {
  if (value.hex) return `<${value.bytes.toString('hex')}>`;
  const escaped = value.bytes
    .toString('latin1')
    .replace(/[\\()]/g, '\\$&')
    .replace(/\r/g, '\\r')
    .replace(/\n/g, '\\n');
  return `(${escaped})`;
};

const formatDict = (value: PdfDict): string => {
  const entries = [...value].map(([key, item]) => `${formatName(key)} ${serialize(item)}`);
  return `<<${entries.join(' ')}>>`;
};

/** PDF syntax of a value, one character for each byte (latin1). A stream gives its dictionary. */
export const serialize = (value: PdfValue): string => {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return formatNumber(value);
  if (value instanceof PdfName) return formatName(value.value);
  if (value instanceof PdfRef) return `${value.id} ${value.generation} R`;
  if (value instanceof PdfRaw) return value.text;
  if (value instanceof PdfString) return formatString(value);
  if (value instanceof PdfStream) return formatDict(value.dict);
  if (Array.isArray(value)) return `[${value.map(serialize).join(' ')}]`;
  return formatDict(value);
};
