/** What the commands for people say, in English. */
export const en = {
  help: {
    person: 'people of the directory: who is told, who decides, who operates',
    add: 'enter a person',
    list: 'everybody, without phone numbers',
    rolesOf: 'set what a person may do at the desk',
    id: 'id of the person, as tokens of the sign-in carry it: letters, digits, . - _ | @',
    name: 'full name',
    position: 'position (chức vụ)',
    unit: 'unit',
    desk: 'roles at the desk, with commas: clerk, officer, operator; none if empty',
    phone: 'ask for the mobile number: from VANTHU_PHONE, else from standard input',
    sms: 'the person has agreed to be told by SMS',
    guest: 'the person is on the guest list of the pilot',
    as: 'id of the operator who acts; the first operator enters themselves',
    reason: 'why; it goes into the history',
  },
  question: 'Mobile number (not shown): ',
  errors: {
    PERSON_EXISTS: 'There is a person {person} already.',
    PERSON_ID_BAD:
      '{person} cannot be an id: 2 to 63 letters without marks, digits, and . - _ | @ inside.',
    DESK_ROLE_UNKNOWN: 'There is no role {role}. Roles: {roles}.',
    LAST_OPERATOR: '{person} is the only operator. Give the role to somebody else first.',
    PHONE_EMPTY: 'No number was given.',
    PHONE_LETTERS: 'The number has letters.',
    PHONE_SEVERAL: 'Several numbers were given.',
    PHONE_CHARACTERS: 'The number has strange characters.',
    PHONE_FOREIGN: 'The number is not Vietnamese.',
    PHONE_LANDLINE: 'The number is a landline; a mobile number is needed.',
    PHONE_OLD_PREFIX: 'The number has an eleven-digit prefix of before 2018.',
    PHONE_INVALID: 'No such number can exist.',
  } as Readonly<Record<string, string>>,
  added: (name: string, id: string) => `Entered: ${name} (${id})`,
  rolesSet: (id: string, roles: readonly string[]) =>
    `${id}: ${roles.join(', ') || 'no role at the desk'}`,
  none: 'Nobody is in the directory.',
  heads: ['Id', 'Name', 'Position', 'Unit', 'Desk', 'SMS'],
  roles: { clerk: 'clerk', officer: 'officer', operator: 'operator' },
  told: { yes: 'yes', no: 'no', noPhone: 'no number' },
};

export type PersonMessages = typeof en;
