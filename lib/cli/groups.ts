import type { Builder } from './builder.ts';
import { addDeadlineCommands } from './deadlines/program.ts';
import { addDoctorCommand } from './doctor/program.ts';
import { addDuplicateCommands } from './duplicates/program.ts';
import { addIngestCommands } from './ingest/program.ts';
import type { Messages } from './messages.en.ts';
import { addPersonCommands } from './person/program.ts';
import { addRecoveryCommands } from './recovery/program.ts';
import { addRegisterCommands } from './register/program.ts';
import { addDocumentCommands } from './sheet/program.ts';
import { addSourceCommands } from './source/program.ts';

/** Adds the commands of one part of the office; each part has its folder with its own messages. */
export type CommandGroup = (builder: Builder, messages: Messages) => void;

export const groups: readonly CommandGroup[] = [
  addDoctorCommand,
  addDocumentCommands,
  addIngestCommands,
  addRegisterCommands,
  addRecoveryCommands,
  addSourceCommands,
  addPersonCommands,
  addDeadlineCommands,
  addDuplicateCommands,
];
