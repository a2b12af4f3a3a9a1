/** The group that holds our fields, and the full names of the fields in it. */
export const fieldGroup = 'vanthu';

export const fieldNames = {
  number: 'vanthu.number',
  date: 'vanthu.date',
  leader: 'vanthu.leader',
  agency: 'vanthu.agency',
} as const;

/** What the agency's signature locks against any later change. */
export const lockedByAgency = [fieldNames.number, fieldNames.date] as const;
