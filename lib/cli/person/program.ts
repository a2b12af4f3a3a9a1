import type { Builder } from '../builder.ts';
import { explained } from '../explained.ts';
import type { Messages } from '../messages.en.ts';
import { readPhone } from '../office/read-phone.ts';
import type { AddPersonOptions } from './add.ts';
import { en } from './messages.en.ts';
import { vi } from './messages.vi.ts';

/** `vanthu person …`: the people of the directory. */
export const addPersonCommands = (builder: Builder, { language }: Messages): void => {
  const messages = language === 'vi' ? vi : en;
  const { help, errors } = messages;
  const person = builder.add(builder.program, 'person', help.person);
  builder
    .add(person, 'add', help.add)
    .argument('<ID>', help.id)
    .requiredOption('--name <text>', help.name)
    .requiredOption('--position <text>', help.position)
    .requiredOption('--unit <text>', help.unit)
    .option('--desk <roles>', help.desk)
    .option('--phone', help.phone, false)
    .option('--sms', help.sms, false)
    .option('--guest', help.guest, false)
    .requiredOption('--as <person>', help.as)
    .action((id: string, { phone, ...options }: AddPersonOptions & { phone: boolean }) =>
      builder.call((context) =>
        explained(errors, async () => {
          const ask = phone ? () => readPhone(messages.question) : undefined;
          return (await import('./add.ts')).addPerson(context, messages, id, options, ask);
        }),
      ),
    );
  builder
    .add(person, 'roles', help.rolesOf)
    .argument('<ID>', help.id)
    .requiredOption('--desk <roles>', help.desk)
    .requiredOption('--as <person>', help.as)
    .requiredOption('--reason <text>', help.reason)
    .action((id: string, options: { desk: string; as: string; reason: string }) =>
      builder.call((context) =>
        explained(errors, async () =>
          (await import('./roles.ts')).setRoles(context, messages, id, options),
        ),
      ),
    );
  builder
    .add(person, 'list', help.list)
    .action(() =>
      builder.call((context) =>
        explained(errors, async () => (await import('./list.ts')).listPeople(context, messages)),
      ),
    );
};
