import type { BookEntry, PersonNames } from './book.ts';
import { standsInBook } from './book.ts';
import { copyForms, dated, typed } from './book-texts.vi.ts';
import { shortDate } from './cell-words.ts';

/**
 * A copy under its own number, and what it was made of (Decree 30/2020, Art. 25–27). Nothing is
 * said of an original that stands in no book.
 */
export const copyCells = (
  { copy, original }: Extract<BookEntry, { kind: 'copy' }>,
  names: PersonNames,
): Record<string, string> => {
  const { code = '', date, form, count, addressees, signerId } = copy;
  const ofCopy = {
    code,
    issuedOn: shortDate(date),
    kind: copyForms[form],
    signer: signerId === undefined ? '' : (names.get(signerId)?.name ?? signerId),
    addressees: addressees.join('; '),
    copies: String(count).padStart(2, '0'),
  };
  if (original === undefined || !standsInBook(original)) return ofCopy;
  const { facts } = original.core;
  const named = original.signing.code ?? facts.documentCode ?? original.numbering.code ?? '';
  const issuedOn = original.numbering.date ?? facts.issuedOn;
  const on = original.core.direction === 'outgoing' ? issuedOn : facts.issuedOn;
  return {
    ...ofCopy,
    original: on === undefined ? named : dated(named, shortDate(on)),
    issuer: facts.issuer,
    abstract: typed(facts.typeName, facts.abstract),
  };
};
