import { OfficeError } from '../kernel/errors.ts';
import type { PeopleDirectory, Person } from './people.ts';
import { readPhoneNumber } from './phone-numbers.ts';
import type { PhoneVault } from './phone-vault.ts';

export interface PersonToRegister extends Omit<Person, 'phone'> {
  /** As somebody typed it. */
  readonly phone?: string;
}

/**
 * Enters a person in the directory; the number is sealed before it is stored (R7).
 * @throws OfficeError with a code of phone-numbers.ts; its text does not hold the number
 */
export const registerPerson = async (
  deps: { readonly people: PeopleDirectory; readonly vault: PhoneVault },
  input: PersonToRegister,
): Promise<Person> => {
  const { phone: typed, ...rest } = input;
  if (typed === undefined) {
    await deps.people.save(rest);
    return rest;
  }
  const reading = readPhoneNumber(typed);
  if (reading.kind === 'fault') {
    throw new OfficeError(reading.code, 'the phone number cannot be used', {
      facts: { personId: input.personId },
    });
  }
  const entry = { ...rest, phone: await deps.vault.seal(input.personId, reading.phone) };
  await deps.people.save(entry);
  return entry;
};
