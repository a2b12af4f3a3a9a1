import { vietnamDate, vietnamShortDate } from '../../kernel/vietnam-time.ts';
import type { PersonNames } from './book.ts';

export const shortDate = (date: string | undefined): string =>
  date === undefined ? '' : vietnamShortDate(date);

/** A unit with the name of its person; an unknown id as it is. */
export const nameOfPerson = (names: PersonNames, id: string): string => {
  const person = names.get(id);
  if (person === undefined) return id;
  return person.unit === undefined ? person.name : `${person.unit} (${person.name})`;
};

/** The instant of an event is the second part of its place in the source's order. */
export const dateOfOrder = (order: string): string =>
  vietnamDate(new Date(order.split('|')[1] ?? ''));
