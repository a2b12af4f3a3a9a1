import type { ExitCode } from './errors.ts';
import type { Messages } from './messages.en.ts';
import { type OfficeAddress, outputOf } from './office/office-address.ts';

/** What a command leaves: lines for people, data for `--json`. */
export interface CommandResult {
  readonly lines: readonly string[];
  readonly data: unknown;
  readonly exitCode?: ExitCode;
}

/** What a command works with. Adapters are opened by the command that needs them. */
export interface CommandContext {
  readonly messages: Messages;
  readonly address: OfficeAddress;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Shows how far long work has come; an empty line ends it. Silent where nobody looks. */
  readonly progress: (line: string) => void;
}

/** Opens the tables for one command and closes them after it. */
export const withTables = async <T>(
  { address }: CommandContext,
  work: (tables: import('./office/register.dynamo.ts').OfficeTables) => Promise<T>,
): Promise<T> => {
  const { openTables } = await import('./office/register.dynamo.ts');
  const tables = openTables(address);
  try {
    return await work(tables);
  } finally {
    tables.close();
  }
};

export const apiUrlOf = (address: OfficeAddress): string => outputOf(address, 'ApiUrl');
