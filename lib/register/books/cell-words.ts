import { vietnamDate, vietnamShortDate } from '../../kernel/vietnam-time.ts';
import type { PersonNames } from './book.ts';

export const shortDate = (date: string | undefined): string =>
  date === undefined ? '' : vietnamShortDate(date);

/** A unit with the name of its person; where the directory does not know them, what is known. */
export const nameOfPerson = (names: PersonNames, id: string, givenUnit?: string): string => {
  const person = names.get(id);
  const unit = givenUnit ?? person?.unit;
  if (person === undefined) return unit ?? id;
  return unit === undefined ? person.name : `${unit} (${person.name})`;
};

/** The instant of an event is the second part of its place in the source's order. */
export const dateOfOrder = (order: string): string =>
  vietnamDate(new Date(order.split('|')[1] ?? ''));

export const assignedOn = (assignment: {
  readonly order: string;
  readonly assignedOn?: string | undefined;
}): string => assignment.assignedOn ?? dateOfOrder(assignment.order);
