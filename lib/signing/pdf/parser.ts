import { brokenPdf, PdfRefusedError } from '../errors.ts';
import { PdfLexer } from './lexer.ts';
import { limits } from './limits.ts';
import { formatNumber } from './serialize.ts';
import { type PdfDict, PdfName, PdfRaw, PdfRef, type PdfValue } from './values.ts';

const integer = /^\d+$/;
const numeral = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

const isNumeralStart = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e;

/** Reads one value at a time. Anything a conforming writer would not write is PDF_BROKEN. */
export class PdfParser extends PdfLexer {
  readValue(depth = 0): PdfValue {
    if (depth > limits.valueDepth) {
      throw new PdfRefusedError('PDF_TOO_COMPLEX', 'values are nested too deeply');
    }
    this.skipSpace();
    const byte = this.peek();
    if (byte === undefined) throw brokenPdf('the file ends inside a value');
    if (byte === 0x2f) return new PdfName(this.readNameText());
    if (byte === 0x28) return this.readLiteralString();
    if (byte === 0x3c) return this.peek(1) === 0x3c ? this.#readDict(depth) : this.readHexString();
    if (byte === 0x5b) return this.#readArray(depth);
    if (isNumeralStart(byte)) return this.#readNumberOrRef();
    return this.#readKeyword();
  }

  /** An unsigned whole number standing here, or undefined with the position unchanged. */
  readInteger(): number | undefined {
    const start = this.position;
    this.skipSpace();
    const word = this.readWord();
    const value = Number(word);
    if (integer.test(word) && Number.isSafeInteger(value)) return value;
    this.position = start;
    return undefined;
  }

  #readKeyword(): null | boolean {
    const word = this.readWord();
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    throw brokenPdf(`no value stands at byte ${this.position}`);
  }

  #readArray(depth: number): PdfValue[] {
    const items: PdfValue[] = [];
    this.position++;
    for (;;) {
      this.skipSpace();
      if (this.peek() === 0x5d) {
        this.position++;
        return items;
      }
      items.push(this.readValue(depth + 1));
    }
  }

  #readDict(depth: number): PdfDict {
    const entries: PdfDict = new Map();
    this.position += 2;
    for (;;) {
      this.skipSpace();
      if (this.peek() === 0x3e && this.peek(1) === 0x3e) {
        this.position += 2;
        return entries;
      }
      if (this.peek() !== 0x2f) throw brokenPdf(`a key is missing at byte ${this.position}`);
      const key = this.readNameText();
      entries.set(key, this.readValue(depth + 1));
    }
  }

  #readNumberOrRef(): number | PdfRaw | PdfRef {
    const word = this.readWord();
    if (integer.test(word)) {
      const ref = this.#readRefAfter(Number(word));
      if (ref) return ref;
    }
    if (!numeral.test(word)) throw brokenPdf(`not a number at byte ${this.position}`);
    const value = Number(word);
    return formatNumber(value) === word ? value : new PdfRaw(word);
  }

  #readRefAfter(id: number): PdfRef | undefined {
    const start = this.position;
    const generation = this.readInteger();
    if (generation !== undefined && generation <= 65_535 && id <= limits.objectId) {
      this.skipSpace();
      if (this.readWord() === 'R') return new PdfRef(id, generation);
    }
    this.position = start;
    return undefined;
  }
}
