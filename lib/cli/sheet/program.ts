import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CopyForm, copyForm } from '../../events/document-copied.ts';
import type { Builder } from '../builder.ts';
import { explained } from '../explained.ts';
import type { Messages } from '../messages.en.ts';
import type { ActName } from './act-on-document.ts';
import { en, type SheetMessages } from './messages.en.ts';
import { vi } from './messages.vi.ts';

interface Acted {
  readonly as: string;
  readonly reason: string;
  readonly by?: string;
}

interface Copied {
  readonly as: string;
  readonly form: CopyForm;
  readonly count: number;
  readonly for?: readonly string[];
  readonly signer?: string;
}

const MOST_COPIES = 10_000;
const readCount = (value: string): number => {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_COPIES) return count;
  throw new InvalidArgumentError(`Allowed choices are 1–${MOST_COPIES}.`);
};
const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [
  ...earlier,
  value,
];

/** One act of the clerk on one document, with a reason for the history. */
const addAct = (
  builder: Builder,
  { parent, act, other }: { parent: Command; act: ActName; other?: 'needed' | 'possible' },
  messages: SheetMessages,
  idHelp: string,
): void => {
  const command = builder.add(parent, act, messages.help[act]).argument('<ID>', idHelp);
  if (other === 'needed') command.requiredOption('--by <id>', messages.help.by);
  if (other === 'possible') command.option('--by <id>', messages.help.by);
  builder.actedBy(command, true).action((id: string, { as, reason, by }: Acted) =>
    builder.call((context) =>
      explained(messages.errors, async () =>
        (await import('./act-on-document.ts')).actOnDocument(context, messages, act, {
          id,
          personId: as,
          reason,
          ...(by === undefined ? {} : { by }),
        }),
      ),
    ),
  );
};

const addCopy = (
  builder: Builder,
  parent: Command,
  messages: SheetMessages,
  idHelp: string,
): void => {
  const { help } = messages;
  const command = builder
    .add(parent, 'copy', help.copy)
    .argument('<ID>', idHelp)
    .addOption(
      new Option('--form <form>', help.form).choices(copyForm.options).makeOptionMandatory(),
    )
    .option('--count <n>', help.count, readCount, 1)
    .option('--for <addressee>', help.for, collect)
    .option('--signer <person>', help.signer);
  builder.actedBy(command, false).action((id: string, given: Copied) =>
    builder.call((context) =>
      explained(messages.errors, async () =>
        (await import('./copy-document.ts')).copyDocument(context, messages, {
          id,
          personId: given.as,
          form: given.form,
          count: given.count,
          addressees: given.for ?? [],
          ...(given.signer === undefined ? {} : { signerId: given.signer }),
        }),
      ),
    ),
  );
};

/** `vanthu sheet`, `vanthu document …`, `vanthu number …`. */
export const addDocumentCommands = (
  builder: Builder,
  { language, help: { id: idHelp } }: Messages,
): void => {
  const messages = language === 'vi' ? vi : en;
  const { help } = messages;
  builder
    .add(builder.program, 'sheet', help.sheet)
    .argument('<ID>', idHelp)
    .requiredOption('--out <file>', help.out)
    .action((id: string, { out }: { readonly out: string }) =>
      builder.call((context) =>
        explained(messages.errors, async () =>
          (await import('./print-sheet.ts')).printSheet(context, messages, { id, out }),
        ),
      ),
    );
  const document = builder.add(builder.program, 'document', help.document);
  addAct(builder, { parent: document, act: 'return' }, messages, idHelp);
  addAct(builder, { parent: document, act: 'correct', other: 'needed' }, messages, idHelp);
  addAct(builder, { parent: document, act: 'recall', other: 'possible' }, messages, idHelp);
  addAct(builder, { parent: document, act: 'replace', other: 'needed' }, messages, idHelp);
  addCopy(builder, document, messages, idHelp);
  builder
    .add(document, 'links', help.links)
    .argument('<ID>', idHelp)
    .action((id: string) =>
      builder.call(async (context) =>
        (await import('./show-links.ts')).showLinks(context, messages, id),
      ),
    );
  const number = builder.add(builder.program, 'number', help.number);
  builder
    .add(number, 'list', help.voidList)
    .action(() =>
      builder.call(async (context) =>
        (await import('../commands/to-do-list.ts')).listToDos(context, 'clerk', 'void'),
      ),
    );
  addAct(builder, { parent: number, act: 'void' }, messages, idHelp);
};
