import { InvalidArgumentError } from 'commander';
import type { CommandGroup } from '../groups.ts';
import { en } from './messages.en.ts';
import { vi } from './messages.vi.ts';

const readYear = (value: string): number => {
  const year = Number(value);
  if (Number.isInteger(year) && year >= 2015 && year <= 2100) return year;
  throw new InvalidArgumentError('Allowed choices are 2015–2100.');
};

/** `vanthu work list` and `vanthu calendar show|set`. */
export const addDeadlineCommands: CommandGroup = (builder, { language }) => {
  const messages = language === 'vi' ? vi : en;
  const { help } = messages;
  const { program } = builder;
  const work = builder.add(program, 'work', help.work);
  builder
    .add(work, 'list', help.workList)
    .option('--overdue', help.overdue, false)
    .option('--lead <person>', help.lead)
    .action((options: { readonly overdue: boolean; readonly lead?: string }) =>
      builder.call(async (context) =>
        (await import('./list-work.ts')).listWork(context, messages, options),
      ),
    );
  const calendar = builder.add(program, 'calendar', help.calendar);
  builder
    .add(calendar, 'show', help.calendarShow)
    .argument('[YEAR]', help.year, readYear)
    .action((year?: number) =>
      builder.call(async (context) =>
        (await import('./calendar.ts')).showCalendar(context, messages, year),
      ),
    );
  builder
    .add(calendar, 'set', help.calendarSet)
    .argument('<FILE>', help.file)
    .requiredOption('--as <person>', help.as)
    .action((file: string, { as }: { readonly as: string }) =>
      builder.call(async (context) =>
        (await import('./calendar.ts')).setCalendar(context, messages, { file, personId: as }),
      ),
    );
};
