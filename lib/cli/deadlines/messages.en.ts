/** What the commands of deadlines and calendar say, in English. */
export const en = {
  help: {
    work: 'work that documents ask for, and until when',
    workList: 'open work: overdue first, then by urgency, then by its deadline',
    overdue: 'only what is overdue',
    lead: 'only what this person leads (id in the directory)',
    calendar: 'the working calendar by which deadlines are counted',
    calendarShow: 'days off and Saturdays worked of a year, and who says so',
    year: 'calendar year (default: the present one)',
    calendarSet: 'put years of the agency’s own in the place of the announced ones',
    file: 'JSON: {"years": [{"year", "closed": [dates], "openWeekends": [dates], "source"}]}',
    as: 'id in the directory of the operator who acts',
  },
  heads: {
    due: 'Due',
    kind: 'Work',
    code: 'Code',
    lead: 'Lead',
    id: 'Id',
    title: 'Abstract',
  },
  kinds: {
    'hand-over': 'hand over',
    solve: 'solve',
    held: 'declare grade',
    duplicate: 'duplicate?',
    seal: 'seal, issue',
  } as Readonly<Record<string, string>>,
  atOnce: 'at once',
  overdueMark: 'OVERDUE',
  nothing: 'No work with a deadline is open.',
  nothingOverdue: 'Nothing is overdue.',
  summary: (open: number, overdue: number) =>
    `${open} ${open === 1 ? 'piece' : 'pieces'} of work, ${overdue} overdue`,
  cut: (shown: number) => `Only the first ${shown} are shown; --json lists all.`,
  years: {
    announced: 'the calendar that comes with the office',
    own: 'set by the agency',
    none: (year: number) =>
      `Of ${year} nothing is known here: every Monday to Friday counts as a working day. Set the year with \`vanthu calendar set\`.`,
    closed: 'Days off (Monday to Friday)',
    openWeekends: 'Weekend days worked',
    source: 'Source',
    note: 'Note',
    setBy: (by: string, at: string) => `set by ${by} on ${at}`,
    saved: (years: string) =>
      `Recorded: the agency’s own calendar of ${years}. It counts within ten minutes, for deadlines given from then on.`,
  },
  errors: {
    FILE_NOT_READ: '{file} cannot be read.',
    CALENDAR_WRONG: '{file} is no calendar: {where}.',
  } as Readonly<Record<string, string>>,
};

export type DeadlineMessages = typeof en;
