import { PdfString } from './values.ts';

/** A text string (ISO 32000-2, 7.9.2.2): plain when ASCII, else UTF-16BE with a byte order mark. */
export const textString = (text: string): PdfString => {
  const composed = text.normalize('NFC');
  if (/^[\x20-\x7e]*$/.test(composed)) return new PdfString(Buffer.from(composed, 'latin1'));
  const utf16 = Buffer.from(`\ufeff${composed}`, 'utf16le').swap16();
  return new PdfString(utf16, true);
};

/** The text of a text string; PDFDocEncoding is read as Latin-1, which it is for all but a few signs. */
export const textOf = ({ bytes }: PdfString): string => {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  return bytes.toString('latin1');
};

const pad = (value: number): string => String(value).padStart(2, '0');

/** A PDF date in Vietnam's time, `D:20251205093000+07'00'` (ISO 32000-2, 7.9.4). */
export const pdfDate = (instant: Date): PdfString => {
  const local = new Date(instant.getTime() + 7 * 3_600_000);
  const date = `${local.getUTCFullYear()}${pad(local.getUTCMonth() + 1)}${pad(local.getUTCDate())}`;
  const time = `${pad(local.getUTCHours())}${pad(local.getUTCMinutes())}${pad(local.getUTCSeconds())}`;
  return new PdfString(Buffer.from(`D:${date}${time}+07'00'`, 'latin1'));
};

const datePattern =
  /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:Z|([+-])(\d{2})'?(\d{2})?'?)?/;

/** The instant of a PDF date, or undefined when it is none. Without a zone it counts as UTC. */
export const instantOf = (text: string): Date | undefined => {
  const match = datePattern.exec(text);
  if (!match) return undefined;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = match;
  const zone = match[7] ? `${match[7]}${match[8]}:${match[9] ?? '00'}` : 'Z';
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
};
