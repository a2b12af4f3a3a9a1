import { canonicalTonePlace, foldText, normalizeText } from '../kernel/vietnamese.ts';
import affairs from './data/ethnic-affairs.json' with { type: 'json' };
import { relevanceLabels } from './relevance-labels.vi.ts';

/** Lower-case syllables with one space between and around: " uỷ ban dân tộc ". */
const spell = (text: string): string => {
  const plain = canonicalTonePlace(normalizeText(text)).toLowerCase();
  return ` ${plain.split(/[^\p{L}\p{M}\p{N}]+/u).join(' ')} `.replace(/ +/g, ' ');
};

/** A text typed without accents is compared without them; otherwise "bộ y tế" would name the Bố Y. */
const isTypedWithoutAccents = (spelled: string): boolean => foldText(spelled) === spelled;

type Compare = (term: string) => string;
const comparisonFor = (spelled: string): Compare =>
  isTypedWithoutAccents(spelled) ? (term) => foldText(spell(term)) : spell;

const firstHeld = (
  spelled: string,
  terms: readonly string[],
  compare: Compare,
): string | undefined => terms.find((term) => spelled.includes(compare(term)));

interface EthnicGroup {
  readonly name: string;
  readonly also?: readonly string[];
  /** The name is no other word of Vietnamese, so it counts alone. */
  readonly plain?: boolean;
  /** "người Thái" may come from Thailand: only "dân tộc", "đồng bào" make it an ethnic group. */
  readonly alsoANation?: boolean;
  /** The Kinh: no matter of ethnic affairs by itself. */
  readonly majority?: boolean;
}
const groups: readonly EthnicGroup[] = affairs.groups;

const namesGroup = (spelled: string, group: EthnicGroup, compare: Compare): boolean => {
  if (group.majority) return false;
  const names = [group.name, ...(group.also ?? [])];
  // Without accents no short name is safe alone.
  if (group.plain && !isTypedWithoutAccents(spelled) && firstHeld(spelled, names, compare))
    return true;
  const before = affairs.beforeGroupName.slice(0, group.alsoANation ? 2 : undefined);
  const phrases = names.flatMap((name) => before.map((word) => `${word} ${name}`));
  return firstHeld(spelled, phrases, compare) !== undefined;
};

export interface RelevanceFacts {
  /** trích yếu */
  readonly abstract: string;
  readonly issuer: string;
  /** lĩnh vực */
  readonly field?: string | undefined;
}

/**
 * Why a document may concern ethnic affairs, in words for the reviewing officer; empty when
 * nothing points to it. A suggestion only: the officer decides (R2).
 */
export const suggestRelevance = (facts: RelevanceFacts): readonly string[] => {
  const abstract = spell(facts.abstract);
  const issuer = spell(facts.issuer);
  const field = spell(facts.field ?? '');
  const compare = comparisonFor(abstract);
  const issuing = firstHeld(issuer, affairs.bodies, comparisonFor(issuer));
  const body = firstHeld(abstract, affairs.bodies, compare);
  const phrase = firstHeld(abstract, affairs.phrases, compare);
  const inField = firstHeld(field, affairs.phrases, comparisonFor(field));
  return [
    ...(issuing === undefined ? [] : [relevanceLabels.issuer(issuing)]),
    ...(phrase === undefined ? [] : [relevanceLabels.phrase(phrase)]),
    ...(body === undefined ? [] : [relevanceLabels.body(body)]),
    ...groups
      .filter((group) => namesGroup(abstract, group, compare))
      .map((group) => relevanceLabels.group(group.name)),
    ...(inField === undefined ? [] : [relevanceLabels.field(inField)]),
  ];
};
