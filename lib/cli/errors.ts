/** How the command ends. Scripts may rely on these (docs/operating.md). */
export const exitCodes = { ok: 0, refused: 1, usage: 2, unreachable: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A failure the user is told of by code and sentence; `facts` fill the sentence. */
export class CommandError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly facts: Readonly<Record<string, string>>;
  /** The sentence the office itself answered with. */
  readonly sentence: string | undefined;

  constructor(
    code: string,
    options: {
      readonly exitCode?: ExitCode;
      readonly facts?: Readonly<Record<string, string>>;
      readonly sentence?: string | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CommandError';
    this.code = code;
    this.exitCode = options.exitCode ?? exitCodes.refused;
    this.facts = options.facts ?? {};
    this.sentence = options.sentence;
  }
}

export const unreachable = (facts: Readonly<Record<string, string>>, cause?: unknown) =>
  new CommandError('OFFICE_UNREACHABLE', { exitCode: exitCodes.unreachable, facts, cause });
