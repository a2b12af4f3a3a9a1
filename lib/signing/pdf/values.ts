/** A PDF name, with its #xx escapes resolved, one character for each byte. */
export class PdfName {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

/** A reference to an indirect object: `12 0 R`. */
export class PdfRef {
  readonly id: number;
  readonly generation: number;
  constructor(id: number, generation = 0) {
    this.id = id;
    this.generation = generation;
  }
}

/**
 * A number whose spelling our own formatting would change (`1.0`, `+5`, `.50`). It is written back
 * as it was read: respelling a MediaBox has broken signatures elsewhere.
 */
export class PdfRaw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export class PdfString {
  readonly bytes: Buffer;
  readonly hex: boolean;
  constructor(bytes: Buffer, hex = false) {
    this.bytes = bytes;
    this.hex = hex;
  }
}

/** `bytes` is a view into the file, still encoded by its filters. */
export class PdfStream {
  readonly dict: PdfDict;
  readonly bytes: Buffer;
  constructor(dict: PdfDict, bytes: Buffer) {
    this.dict = dict;
    this.bytes = bytes;
  }
}

export type PdfDict = Map<string, PdfValue>;

export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfRef
  | PdfRaw
  | PdfString
  | PdfStream
  | PdfDict
  | PdfValue[];

export const name = (value: string): PdfName => new PdfName(value);

/** A dictionary from an object, without the entries that are undefined. */
export const dict = (entries: Readonly<Record<string, PdfValue | undefined>>): PdfDict => {
  const result: PdfDict = new Map();
  for (const [key, value] of Object.entries(entries)) {
    if (value !== undefined) result.set(key, value);
  }
  return result;
};

export const isDict = (value: PdfValue | undefined): value is PdfDict => value instanceof Map;

export const isName = (value: PdfValue | undefined, expected: string): boolean =>
  value instanceof PdfName && value.value === expected;

export const nameOf = (value: PdfValue | undefined): string | undefined =>
  value instanceof PdfName ? value.value : undefined;

/** The number a value stands for, or undefined when it is none. */
export const numberOf = (value: PdfValue | undefined): number | undefined => {
  if (typeof value === 'number') return value;
  if (!(value instanceof PdfRaw)) return undefined;
  const number = Number(value.text);
  return Number.isFinite(number) ? number : undefined;
};

/** A whole number of at least 0 that is safe to count and to seek with, or undefined. */
export const countOf = (value: PdfValue | undefined): number | undefined => {
  const number = numberOf(value);
  return number !== undefined && number >= 0 && Number.isSafeInteger(number) ? number : undefined;
};
