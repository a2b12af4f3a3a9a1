import { type Command, InvalidArgumentError, Option } from 'commander';
import { calendarDate, documentFacts, urgency } from '../../events/common.ts';
import type { PaperDocument } from './add-document.ts';
import type { RegisterMessages } from './messages.en.ts';

const readDate = (value: string): string => {
  if (calendarDate.safeParse(value).success) return value;
  throw new InvalidArgumentError('Allowed choices are YYYY-MM-DD.');
};

const readCopies = (value: string): number => {
  const n = Number(value);
  if (/^\d{1,6}$/.test(value) && n >= 1) return n;
  throw new InvalidArgumentError('Allowed choices are 1–999999.');
};

const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [
  ...earlier,
  value,
];

/** Options of `register add` as commander gives them. */
interface PaperOptions {
  readonly direction: PaperDocument['direction'];
  readonly abstract: string;
  readonly issuer?: string;
  readonly code?: string;
  readonly date?: string;
  readonly type?: string;
  readonly secrecy?: string;
  readonly urgency?: string;
  readonly circulation?: string;
  readonly signer?: string;
  readonly addressee?: readonly string[];
  readonly recipient?: readonly string[];
  readonly due?: string;
  readonly copies?: number;
  readonly keeper?: string;
  readonly series?: string;
  readonly suffix?: string;
}

const circulations = documentFacts.circulation.def.innerType.options;

export const addPaperOptions = (command: Command, { help }: RegisterMessages): Command =>
  command
    .addOption(
      new Option('--direction <direction>', help.direction)
        .choices(['incoming', 'outgoing'])
        .makeOptionMandatory(),
    )
    .requiredOption('--abstract <text>', help.abstract)
    .option('--issuer <name>', help.docIssuer)
    .option('--code <code>', help.code)
    .option('--date <date>', help.issuedOn, readDate)
    .option('--type <name>', help.typeName)
    .option('--secrecy <grade>', help.secrecy)
    .addOption(new Option('--urgency <grade>', help.docUrgency).choices(urgency.options))
    .addOption(new Option('--circulation <limit>', help.circulation).choices(circulations))
    .option('--signer <name>', help.signer)
    .option('--addressee <name>', help.addressee, collect)
    .option('--recipient <person>', help.recipient, collect)
    .option('--due <date>', help.dueOn, readDate)
    .option('--copies <n>', help.copies, readCopies)
    .option('--keeper <name>', help.keeper)
    .option('--series <id>', help.docSeries)
    .option('--suffix <symbol>', help.suffix);

/** The event's fields; what was not said is absent. */
export const paperOf = (given: PaperOptions): PaperDocument => {
  const facts = {
    issuer: given.issuer,
    documentCode: given.code,
    issuedOn: given.date,
    typeName: given.type,
    secrecy: given.secrecy,
    urgency: given.urgency,
    circulation: given.circulation,
    signerName: given.signer,
    addressees: given.addressee,
    recipients: given.recipient,
    dueOn: given.due,
    copyCount: given.copies,
    keeper: given.keeper,
    seriesId: given.series,
    codeSuffix: given.suffix,
  };
  const said = Object.entries(facts).filter(([, value]) => value !== undefined);
  return {
    direction: given.direction,
    abstract: given.abstract,
    ...(Object.fromEntries(said) as object),
  };
};
