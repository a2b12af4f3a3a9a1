/** A number as its keeper wrote it, read as far as it can be. */
export interface GivenNumber {
  readonly n: number;
  /** What follows the digits, such as "a" of "15a", "/QĐ-UBDT", without the separators. */
  readonly rest: string;
}

const WRITTEN = /^(?:số\s*:?\s*)?0*(\d{1,6})(?!\d)\s*[-/.]?\s*(.*)$/iu;

/**
 * Reads "1231", "0098", "98/QĐ-UBDT", "Số: 15 a/TB-VP": real ones have spaces and missing parts.
 * @returns undefined where no number begins the text
 */
export const readGivenNumber = (raw: string): GivenNumber | undefined => {
  const match = WRITTEN.exec(raw.normalize('NFC').trim());
  return match === null ? undefined : { n: Number(match[1]), rest: (match[2] ?? '').trim() };
};
