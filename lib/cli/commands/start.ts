import { resolve } from 'node:path';
import { checkPorts } from '../../local/demo/check-ports.ts';
import {
  createConsoleReport,
  createJsonReport,
  type Report,
} from '../../local/demo/console-report.ts';
import { openDemoSecrets } from '../../local/demo/demo-secrets.ts';
import { demoSourceIds } from '../../local/demo/demo-sources.ts';
import { firstEventCommands } from '../../local/demo/first-event.ts';
import { prepareFolder } from '../../local/demo/prepare-folder.ts';
import { playSamples, renderSamples } from '../../local/demo/sample-run.ts';
import {
  openTrainingOffice,
  portsFrom,
  type TrainingOffice,
  trainingContext,
} from '../../local/demo/training-office.ts';
import { synthesize } from '../../local/runner/synthesize.ts';
import { CommandError, type ExitCode, exitCodes } from '../errors.ts';
import type { Messages } from '../messages.en.ts';

export interface StartOptions {
  readonly once: boolean;
  readonly fresh: boolean;
  readonly samples: boolean;
  readonly portBase: number;
  readonly folder: string;
  readonly json: boolean;
  readonly messages: Messages;
}

const ROOT = resolve(import.meta.dirname, '../../..');

/** Seconds since this process began, as a person waits for it. */
const waited = ({ start }: Messages): string => start.seconds(process.uptime().toFixed(1));

/** What goes wrong with ports, folders and templates, in a sentence. */
const explain = (error: unknown, folder: string): unknown => {
  const { code, port, cause } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return new CommandError('PORT_TAKEN', { facts: { port: String(port ?? '') }, cause: error });
  const inner = (cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'LEVEL_LOCKED' || inner === 'LEVEL_LOCKED')
    return new CommandError('FOLDER_IN_USE', { facts: { folder, pid: '?' }, cause: error });
  return error;
};

const makeTemplate = async (report: Report, { start }: Messages) => {
  const began = Date.now();
  report.progress(start.synthesizing);
  const made = await synthesize({
    root: ROOT,
    folder: resolve(ROOT, '.build/assemblies/training'),
    context: trainingContext,
  }).catch((error: unknown) => {
    throw new CommandError('SYNTHESIS_FAILED', {
      facts: { output: (error as Error).message },
      cause: error,
    });
  });
  const seconds = start.seconds(((Date.now() - began) / 1000).toFixed(1));
  report.line(made.fresh ? start.synthesized(seconds) : start.cached);
  return made.assembly;
};

const tellAddresses = (report: Report, training: TrainingOffice, messages: Messages): void => {
  const { start } = messages;
  const { sources, people, signers } = training.entered;
  const isNew = sources + people + signers > 0;
  report.line(isNew ? start.entered(sources, people, signers) : start.continued);
  report.line('');
  report.line(
    `${start.portal(`${training.office.portalUrl}/`)}  (${start.after(waited(messages))})`,
  );
  report.line(start.desk(training.deskUrl));
  report.line(start.sms(training.viewer.url));
  report.line(start.api(`${training.office.apiUrl}/events`));
  report.line('');
};

const tellNextSteps = (
  report: Report,
  training: TrainingOffice,
  { folder, messages: { start } }: StartOptions,
): void => {
  report.line('');
  report.line(start.portal(`${training.office.portalUrl}/`));
  report.line(start.desk(training.deskUrl));
  report.line(start.sms(training.viewer.url));
  report.line(start.api(`${training.office.apiUrl}/events`));
  report.line('');
  report.line(start.tryIt);
  for (const command of firstEventCommands(training.office.apiUrl, `${folder}/demo-secrets.json`))
    report.line(`  ${command}`);
  report.line(start.other);
  for (const command of ['held list', 'review list', 'status 1231', 'doctor'])
    report.line(
      `  npm run --silent vanthu -- ${command}${folder === '.vanthu' ? '' : ` --office ${folder}`}`,
    );
  report.line('');
  report.line(start.stop);
};

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
const untilStopped = (): Promise<void> =>
  new Promise((done) => {
    const stop = () => {
      process.once('SIGINT', () => process.exit(130));
      done();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });

/** The office on this machine: opened, samples replayed and checked, then kept open or closed. */
export const start = async (options: StartOptions): Promise<ExitCode> => {
  const { messages, once, json } = options;
  const folder = resolve(options.folder);
  const report = json
    ? createJsonReport(process.stdout)
    : createConsoleReport(process.stdout, messages, { colours: !process.env['NO_COLOR'] });
  const stopped = untilStopped();
  await prepareFolder(folder, options.fresh);
  const ports = portsFrom(options.portBase);
  await checkPorts(ports);
  report.line(messages.start.training);
  const secrets = await openDemoSecrets(folder, {
    sourceIds: demoSourceIds,
    approverId: 'chanh-van-phong',
    now: new Date(),
  });
  // The template is made by another process; meanwhile this one renders the files.
  const [assembly, rendered] = await Promise.all([
    makeTemplate(report, messages),
    options.samples ? renderSamples(secrets) : undefined,
  ]);
  report.progress(messages.start.opening);
  const began = Date.now();
  const training = await openTrainingOffice({
    assembly,
    folder,
    ports,
    secrets,
    now: () => new Date(),
    onAlarm: (what) => report.line(messages.start.alarm(what)),
    onError: (error) => report.line(messages.start.fault((error as Error).message)),
  }).catch((error: unknown) => {
    report.clear();
    throw explain(error, folder);
  });
  report.clear();
  const seconds = messages.start.seconds(((Date.now() - began) / 1000).toFixed(1));
  report.line(messages.start.opened(training.office.functions.length, seconds));
  tellAddresses(report, training, messages);
  try {
    const work = rendered
      ? playSamples({ training, rendered, secrets, folder, report, messages, json })
      : Promise.resolve(true);
    // Ctrl-C during the replay ends it where it is; the next start goes on.
    const fine = await Promise.race([work, stopped.then(() => true)]);
    work.catch(() => undefined);
    if (!once) {
      if (!json) tellNextSteps(report, training, options);
      await stopped;
      report.line(messages.start.stopping);
    }
    return fine ? exitCodes.ok : exitCodes.refused;
  } finally {
    report.clear();
    await training.close();
  }
};
