/**
 * An expected failure. `code` is stable and documented (docs/errors.md); `message` never holds
 * a document's subject, a phone number or a secret, because it may be logged.
 */
export class OfficeError extends Error {
  readonly code: string;
  /** Small facts that fill the user's text, for example {limit: '65536'}; never content. */
  readonly facts: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    options: { facts?: Readonly<Record<string, string>>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'OfficeError';
    this.code = code;
    this.facts = options.facts ?? {};
  }
}

/** Two writers met: the caller reads again and decides again. Never shown to a user. */
export class ConcurrencyError extends Error {
  constructor(what: string, cause?: unknown) {
    super(`${what} changed meanwhile`, cause === undefined ? undefined : { cause });
    this.name = 'ConcurrencyError';
  }
}

/** A work item was ended by another run while this one still held it. */
export class WorkLostError extends Error {
  constructor(cause?: unknown) {
    super('work was ended by another run', cause === undefined ? undefined : { cause });
    this.name = 'WorkLostError';
  }
}
