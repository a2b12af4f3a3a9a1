import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CommandContext } from '../../../lib/cli/command.ts';
import { messagesIn } from '../../../lib/cli/messages.ts';
import { findOffice } from '../../../lib/cli/office/office-address.ts';
import { openTables } from '../../../lib/cli/office/register.dynamo.ts';
import { type DemoSecrets, openDemoSecrets } from '../../../lib/local/demo/demo-secrets.ts';
import { demoSourceIds } from '../../../lib/local/demo/demo-sources.ts';
import {
  openTrainingOffice,
  portsFrom,
  type TrainingOffice,
  trainingContext,
} from '../../../lib/local/demo/training-office.ts';
import { synthesize } from '../../../lib/local/runner/synthesize.ts';
import { type DocumentState, documentState } from '../../../lib/register/document-state.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The office of `vanthu start --no-samples` in this process, and a command's way to it. */
export interface TrainingGround {
  readonly training: TrainingOffice;
  /** Folder of the office, for commands in processes of their own. */
  readonly folder: string;
  /** A folder for the test's own files. */
  readonly scratch: string;
  readonly secrets: DemoSecrets;
  context(): Promise<CommandContext>;
  /** All documents, once no work is left that is due now. */
  states(): Promise<readonly DocumentState[]>;
  /** What went wrong beside the functions. */
  readonly faults: readonly unknown[];
  close(): Promise<void>;
}

export const openTrainingGround = async (): Promise<TrainingGround> => {
  const parent = mkdtempSync(join(tmpdir(), 'vanthu-training-'));
  const folder = join(parent, 'office');
  const { assembly } = await synthesize({
    root,
    folder: join(root, '.build/assemblies/training'),
    context: trainingContext,
  });
  const scratch = join(parent, 'scratch');
  for (const path of [folder, scratch]) mkdirSync(path);
  const secrets = await openDemoSecrets(folder, {
    sourceIds: demoSourceIds,
    approverId: 'chanh-van-phong',
    now: new Date(),
  });
  const faults: unknown[] = [];
  const training = await openTrainingOffice({
    assembly,
    folder,
    ports: portsFrom(0),
    secrets,
    now: () => new Date(),
    onAlarm: () => undefined,
    onError: (error) => faults.push(error),
  });
  const address = () => findOffice({ folder });
  return {
    training,
    folder,
    scratch,
    secrets,
    faults,
    context: async () => ({
      messages: messagesIn('vi'),
      address: await address(),
      now: () => new Date(),
      newId: () => crypto.randomUUID(),
      progress: () => undefined,
    }),
    states: async () => {
      await training.office.quiet(1_800_000);
      const tables = openTables(await address());
      try {
        const states: DocumentState[] = [];
        for await (const item of tables.states()) states.push(documentState.parse(item));
        return states;
      } finally {
        tables.close();
      }
    },
    close: async () => {
      await training.close();
      rmSync(parent, { recursive: true, force: true });
    },
  };
};
