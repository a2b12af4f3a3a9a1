import { readFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';
import { CommanderError } from 'commander';
import { OfficeError } from '../kernel/errors.ts';
import type { GlobalOptions, Request } from './builder.ts';
import { CommandError, type ExitCode, exitCodes, unreachable } from './errors.ts';
import { chooseLanguage } from './language.ts';
import { fillSentence, messagesIn, sentenceOf } from './messages.ts';
import { createProgram, explainUsage } from './program.ts';

const args = process.argv.slice(2);
const messages = messagesIn(chooseLanguage(args, process.env));
const asJson = args.includes('--json');

// A reader that has seen enough (head, less) closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string };

const run = async (request: Request, options: GlobalOptions): Promise<void> => {
  if (request.command === 'start') {
    const { start } = await import('./commands/start.ts');
    process.exitCode = await start({
      ...request,
      folder: options.office,
      json: options.json,
      messages,
    });
    return;
  }
  const { runRequest } = await import('./run-request.ts');
  const { lines, data, exitCode = exitCodes.ok } = await runRequest(request, options, messages);
  if (options.json) say(JSON.stringify({ ok: exitCode === exitCodes.ok, ...(data as object) }));
  else for (const line of lines) say(line);
  process.exitCode = exitCode;
};

interface Failure {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly message: string;
}

const isRefusedConnection = (error: Error): boolean =>
  /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|CredentialsProviderError/.test(
    `${(error as NodeJS.ErrnoException).code} ${error.name}`,
  );

const failureOf = (error: unknown): Failure => {
  if (error instanceof CommanderError)
    return { exitCode: exitCodes.usage, code: 'USAGE', message: explainUsage(error, messages) };
  if (error instanceof CommandError) {
    const { code, facts, exitCode, sentence } = error;
    return { exitCode, code, message: sentenceOf(messages, code, facts, sentence) };
  }
  if (error instanceof OfficeError)
    return {
      exitCode: exitCodes.refused,
      code: error.code,
      message: sentenceOf(messages, error.code, error.facts),
    };
  if (isNativeError(error) && isRefusedConnection(error))
    return failureOf(unreachable({ where: error.name }, error));
  // Names of SDK errors say enough; their messages may quote what was sent.
  if (isNativeError(error) && Object.hasOwn(error, '$metadata'))
    return {
      exitCode: exitCodes.refused,
      code: 'AWS_FAILED',
      message: sentenceOf(messages, 'AWS_FAILED', { name: error.name }),
    };
  const what = isNativeError(error) ? (error.stack ?? error.message) : String(error);
  return {
    exitCode: exitCodes.refused,
    code: 'UNEXPECTED',
    message: fillSentence(messages.unknownError, { what }),
  };
};

/** Help and version end parsing with an error that has said everything already. */
const helpExitOf = (error: unknown): ExitCode | undefined => {
  if (!(error instanceof CommanderError)) return undefined;
  if (error.exitCode === 0) return exitCodes.ok;
  return error.code === 'commander.help' ? exitCodes.usage : undefined;
};

try {
  if (args.length === 0) args.push('--help');
  await createProgram({
    messages,
    version,
    run,
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
  }).parseAsync(args, { from: 'user' });
} catch (error) {
  const helpExit = helpExitOf(error);
  if (helpExit !== undefined) process.exitCode = helpExit;
  else {
    const { exitCode, code, message } = failureOf(error);
    if (asJson) say(JSON.stringify({ ok: false, code, message }));
    else
      process.stderr.write(exitCode === exitCodes.usage ? `${message}\n` : `${code}: ${message}\n`);
    process.exitCode = exitCode;
  }
}
