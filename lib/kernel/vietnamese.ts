const TONES = '\u0300\u0301\u0303\u0309\u0323';
/** oa, oe, uy with the tone on the first vowel at a syllable's end ("hòa"): the older placement. */
const OLD_TONE_PLACE = new RegExp(`([ou])([${TONES}])([aey])(?![\\p{L}\\p{M}])`, 'giu');

/** Precomposed Unicode (TCVN 6909:2001) with no stray white space; what the office stores. */
export const normalizeText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/gu, ' ')
    .trim();

/**
 * One spelling for both tone places: "hòa" and "hoà", "Ủy" and "Uỷ" become equal. For comparing
 * and indexing only; what people typed is kept as it is. "qu" is a consonant: "quý" stays.
 */
export const canonicalTonePlace = (text: string): string =>
  text
    .normalize('NFD')
    .replace(
      OLD_TONE_PLACE,
      (whole, first: string, tone: string, second: string, at: number, all: string) => {
        const pair = `${first}${second}`.toLowerCase();
        const afterQ = first.toLowerCase() === 'u' && /q$/i.test(all.slice(0, at));
        return ['oa', 'oe', 'uy'].includes(pair) && !afterQ ? `${first}${second}${tone}` : whole;
      },
    )
    .normalize('NFC');

/** Lower-case letters without accents: "Uỷ ban Dân tộc" → "uy ban dan toc". đ has no decomposition. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐðÐƉɖ]/g, 'd')
    .toLowerCase();
