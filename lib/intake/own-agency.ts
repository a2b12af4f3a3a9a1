import { canonicalTonePlace, normalizeText } from '../kernel/vietnamese.ts';

/** "Ủy ban Dân tộc" and "UỶ BAN DÂN TỘC" are one name; "Uỷ ban Dân tộc và Miền núi" is another. */
const plain = (name: string): string =>
  canonicalTonePlace(normalizeText(name).toLowerCase()).toLowerCase();

/** Tells whether a text names the agency itself, by any of its names. */
export const ownAgency = (names: readonly string[]): ((issuer: string) => boolean) => {
  const own = new Set(names.map(plain));
  return (issuer) => own.has(plain(issuer));
};
