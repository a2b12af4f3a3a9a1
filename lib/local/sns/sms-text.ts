/** The GSM 03.38 basic set, one septet each (3GPP TS 23.038, section 6.2.1). */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** The extension table, two septets each (section 6.2.1.1). */
const EXTENSION = new Set('\f^{}\\[~]|€');

/**
 * How many parts a network bills for a text: 160 septets alone, 153 each when joined; with any
 * character outside GSM-7 70 and 67 UTF-16 units. No character is cut in two between parts.
 */
export function countSegments(text: string): number {
  const characters = [...text];
  const gsm = characters.every((character) => BASIC.has(character) || EXTENSION.has(character));
  const widths = characters.map((character) => {
    if (!gsm) return character.length;
    return EXTENSION.has(character) ? 2 : 1;
  });
  const [alone, joined] = gsm ? [160, 153] : [70, 67];
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total <= alone) return 1;
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > joined) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return parts;
}
