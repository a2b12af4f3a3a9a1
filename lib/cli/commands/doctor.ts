import { effects } from '../../register/work.ts';
import { apiUrlOf, type CommandContext, type CommandResult, withTables } from '../command.ts';
import { checkCertificates } from '../doctor/check-certificates.ts';
import { booksOf, checkNumbers } from '../doctor/check-numbers.ts';
import { checkClock, checkDisk } from '../doctor/check-place.ts';
import { checkDueWork, checkFailures, checkPauses, checkQueues } from '../doctor/check-work.ts';
import type { Finding } from '../doctor/finding.ts';
import { exitCodes, unreachable } from '../errors.ts';
import { openQueues } from '../office/queues.sqs.ts';
import type { OfficeTables } from '../office/register.dynamo.ts';
import { alignRows } from '../table.ts';

const LONGEST_LIST = 1_000;

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const lookAtTables = async (
  { now, messages }: CommandContext,
  tables: OfficeTables,
): Promise<Finding[]> => {
  const [paused, due, toDos, series, signers] = await Promise.all([
    tables.pausedEffects(),
    Promise.all(effects.map((effect) => tables.oldestDue(effect, now()))),
    tables.reader.toDos('clerk', LONGEST_LIST),
    collect(tables.series()),
    collect(tables.signers()),
  ]);
  return [
    ...checkDueWork(due.flat(), paused, now(), messages),
    ...checkPauses(paused, messages),
    ...checkFailures(
      toDos.filter(({ kind }) => kind === 'failed').map(({ documentId }) => documentId),
      messages,
    ),
    ...checkNumbers(booksOf(series), messages),
    ...checkCertificates(signers as { signerId: string; certificate: string }[], now(), messages),
  ];
};

const lookAtQueues = async ({ address, messages }: CommandContext): Promise<Finding[]> => {
  const queues = openQueues(address);
  try {
    return checkQueues(await queues.depths(), messages);
  } finally {
    queues.close();
  }
};

/** `vanthu doctor`: everything that could be wrong, looked at once; reads the whole register. */
export const examineOffice = (context: CommandContext): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const { address, messages, now } = context;
    const apiUrl = apiUrlOf(address);
    const findings = (
      await Promise.all([
        lookAtQueues(context),
        lookAtTables(context, tables),
        checkDisk(address.folder, messages),
        checkClock(apiUrl, now, messages).catch((cause: unknown) => {
          throw unreachable({ where: apiUrl }, cause);
        }),
      ])
    ).flat();
    const wrong = findings.filter(({ level }) => level === 'wrong').length;
    const looks = findings.filter(({ level }) => level === 'warning').length;
    const { doctor } = messages;
    const fine = looks === 0 ? doctor.fine : doctor.looks(looks);
    return {
      lines: [
        ...alignRows(findings.map(({ level, text }) => [doctor.levels[level], text])),
        '',
        wrong === 0 ? fine : doctor.wrong(wrong),
      ],
      data: { healthy: wrong === 0, findings },
      exitCode: wrong === 0 ? exitCodes.ok : exitCodes.refused,
    };
  });
