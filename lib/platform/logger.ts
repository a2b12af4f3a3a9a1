/**
 * What a log line may hold: ids, codes, counts and durations. The type has no place for a
 * subject, a name of a file or a phone number (R1, R7).
 */
export interface LogFields {
  readonly documentId?: string;
  readonly effect?: string;
  readonly step?: string;
  readonly event?: string;
  readonly source?: string;
  readonly code?: string;
  readonly status?: number | string;
  readonly count?: number;
  readonly milliseconds?: number;
  readonly requestId?: string;
  readonly messageId?: string;
  /** Id in the directory of the person who acts. */
  readonly person?: string;
  readonly queue?: string;
  /** Name and stack of an unexpected error; its message is left out, since it may quote input. */
  readonly error?: string;
}

export interface Logger {
  info(what: string, fields?: LogFields): void;
  warn(what: string, fields?: LogFields): void;
  error(what: string, fields?: LogFields): void;
}

type Level = 'info' | 'warn' | 'error';

/** One JSON object a line, as CloudWatch Logs Insights reads it. */
export const createLogger = (
  service: string,
  now: () => Date,
  write: (line: string) => void,
): Logger => {
  const log =
    (level: Level) =>
    (what: string, fields: LogFields = {}) =>
      write(JSON.stringify({ at: now().toISOString(), level, service, what, ...fields }));
  return { info: log('info'), warn: log('warn'), error: log('error') };
};

/** A frame of the stack that names a place in code: a file, or a module of Node. */
const FRAME = /^\s+at (?:.* \()?(?:file:\/\/|node:|\/|[A-Za-z]:\\).*:\d+:\d+\)?$/;

/** An unknown error for the log: where it happened, not what it said. */
export const describeError = (error: unknown): string => {
  if (!(error instanceof Error)) return 'not an Error';
  // The stack begins with the message, which may hold lines that look like frames.
  const stack = (error.stack ?? '').replace(error.message, () => '');
  const frames = stack.split('\n').filter((line) => FRAME.test(line));
  const cause = error.cause instanceof Error ? ` caused by ${error.cause.name}` : '';
  return [`${error.name}${cause}`, ...frames.slice(0, 6).map((line) => line.trim())].join(' | ');
};
