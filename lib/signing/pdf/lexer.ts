import { brokenPdf } from '../errors.ts';
import { PdfString } from './values.ts';

const REGULAR = 0;
const SPACE = 1;
const DELIMITER = 2;

const kinds = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) kinds[byte] = SPACE;
for (const char of '()<>[]{}/%') kinds[char.charCodeAt(0)] = DELIMITER;

const escapes: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 };
const isOctal = (byte: number | undefined): byte is number =>
  byte !== undefined && byte >= 48 && byte <= 55;

/** Walks over PDF tokens (ISO 32000-2, 7.2 and 7.3). Reads past the end as `undefined`. */
export class PdfLexer {
  readonly bytes: Buffer;
  position: number;

  constructor(bytes: Buffer, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }

  peek(ahead = 0): number | undefined {
    return this.bytes[this.position + ahead];
  }

  /** Passes white space and comments. */
  skipSpace(): void {
    for (;;) {
      let byte = this.bytes[this.position];
      while (byte !== undefined && kinds[byte] === SPACE) byte = this.bytes[++this.position];
      if (byte !== 0x25) return;
      while (byte !== undefined && byte !== 10 && byte !== 13) byte = this.bytes[++this.position];
    }
  }

  /** The run of regular characters here, possibly empty: a keyword, a number, a name without its slash. */
  readWord(): string {
    const start = this.position;
    let byte = this.bytes[this.position];
    while (byte !== undefined && kinds[byte] === REGULAR) byte = this.bytes[++this.position];
    return this.bytes.toString('latin1', start, this.position);
  }

  /** Whether these characters stand here, and past them if so. */
  take(text: string): boolean {
    const end = this.position + text.length;
    if (this.bytes.toString('latin1', this.position, end) !== text) return false;
    this.position = end;
    return true;
  }

  readNameText(): string {
    this.position++;
    return this.readWord().replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }

  readHexString(): PdfString {
    const end = this.bytes.indexOf(0x3e, this.position);
    if (end < 0) throw brokenPdf('a hexadecimal string does not end');
    const digits = this.bytes.toString('latin1', this.position + 1, end).replace(/\s|\0/g, '');
    if (!/^[0-9a-fA-F]*$/.test(digits))
      throw brokenPdf('a hexadecimal string holds other characters');
    this.position = end + 1;
    return new PdfString(Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'), true);
  }

  readLiteralString(): PdfString {
    const start = ++this.position;
    const { end, plain } = this.#findStringEnd();
    this.position = start;
    if (plain) {
      this.position = end + 1;
      return new PdfString(this.bytes.subarray(start, end));
    }
    const out = Buffer.allocUnsafe(end - start);
    let length = 0;
    while (this.position < end) {
      const byte = this.#readStringByte();
      if (byte !== undefined) out[length++] = byte;
    }
    this.position = end + 1;
    return new PdfString(out.subarray(0, length));
  }

  /** The closing bracket of the string here, and whether every byte before it stands for itself. */
  #findStringEnd(): { end: number; plain: boolean } {
    let plain = true;
    let depth = 1;
    for (let at = this.position; at < this.bytes.length; at++) {
      const byte = this.bytes[at];
      if (byte === 0x5c || byte === 13) plain = false;
      if (byte === 0x5c) at++;
      else if (byte === 0x28) depth++;
      else if (byte === 0x29 && --depth === 0) return { end: at, plain };
    }
    throw brokenPdf('a string does not end');
  }

  /** The next byte of a string; undefined for a line continued by a backslash. */
  #readStringByte(): number | undefined {
    const byte = this.bytes[this.position++];
    if (byte === 0x5c) return this.#readEscape();
    return byte === 13 ? this.#readLineEnd() : byte;
  }

  /** An end of line inside a string reads as one line feed, however it is written (7.3.4.2). */
  #readLineEnd(): number {
    if (this.peek() === 10) this.position++;
    return 10;
  }

  #readEscape(): number | undefined {
    const byte = this.bytes[this.position++] ?? 10;
    const escaped = escapes[byte];
    if (escaped !== undefined) return escaped;
    if (isOctal(byte)) return this.#readOctal(byte - 48);
    if (byte === 13) this.#readLineEnd();
    return byte === 13 || byte === 10 ? undefined : byte;
  }

  #readOctal(first: number): number {
    let value = first;
    for (let more = 0; more < 2; more++) {
      const digit = this.peek();
      if (!isOctal(digit)) break;
      value = value * 8 + digit - 48;
      this.position++;
    }
    return value & 0xff;
  }
}
