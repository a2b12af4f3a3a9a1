import { lookAtOffice } from '../../operations/examine.ts';
import { type Finding, fillFacts } from '../../operations/finding.ts';
import type { OperationsReaders } from '../../operations/readers.ts';
import { apiUrlOf, type CommandContext, type CommandResult } from '../command.ts';
import { exitCodes } from '../errors.ts';
import { openOperations } from '../office/operations.dynamo.ts';
import { alignRows } from '../table.ts';
import { readClocks, readDisk } from './look-at-place.ts';
import type { DoctorMessages } from './messages.en.ts';

const readersOf = (
  { address, now }: CommandContext,
  { clocks }: DoctorMessages,
  readers: Omit<OperationsReaders, 'clocks' | 'disk'>,
): OperationsReaders => {
  const { folder, client } = address;
  const store = client.endpoint === undefined ? [] : [{ url: client.endpoint, what: clocks.store }];
  return {
    ...readers,
    clocks: () => readClocks([{ url: apiUrlOf(address), what: clocks.office }, ...store], now),
    ...(folder === undefined ? {} : { disk: () => readDisk(folder) }),
  };
};

/** What was found in a line, and beneath it what is to be done. */
export const linesOf = (
  findings: readonly Finding[],
  { texts, levels }: DoctorMessages,
): string[] =>
  alignRows(
    findings.flatMap(({ level, code, facts }) => {
      const { title, act } = texts[code];
      const line = [levels[level], fillFacts(title, facts)];
      return act === undefined ? [line] : [line, ['', `→ ${fillFacts(act, facts)}`]];
    }),
  );

/** `vanthu doctor`: everything that could be wrong, looked at once; exit code 1 when something is. */
export const examineOffice = async (
  context: CommandContext,
  messages: DoctorMessages,
  thorough: boolean,
): Promise<CommandResult> => {
  const { readers, close } = openOperations(context.address, thorough);
  try {
    const { findings, queues, paused } = await lookAtOffice(
      readersOf(context, messages, readers),
      context.now(),
    );
    const wrong = findings.filter(({ level }) => level === 'fault').length;
    const looks = findings.filter(({ level }) => level === 'warning').length;
    const fine = looks === 0 ? messages.fine : messages.looks(looks);
    const told = findings.map(({ code, facts, ...rest }) => {
      const { title, act } = messages.texts[code];
      return {
        ...rest,
        code,
        facts,
        text: fillFacts(title, facts),
        ...(act === undefined ? {} : { act: fillFacts(act, facts) }),
      };
    });
    return {
      lines: [...linesOf(findings, messages), '', wrong === 0 ? fine : messages.wrong(wrong)],
      data: { healthy: wrong === 0, findings: told, queues, paused },
      exitCode: wrong === 0 ? exitCodes.ok : exitCodes.refused,
    };
  } finally {
    close();
  }
};
