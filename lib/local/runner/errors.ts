/** Why an assembly cannot be run locally; each names the resource it stopped at. */
export type RunnerErrorCode =
  | 'UNKNOWN_RESOURCE_TYPE'
  | 'UNKNOWN_PROPERTY'
  | 'UNKNOWN_INTRINSIC'
  | 'UNRESOLVED_REFERENCE'
  | 'UNSUPPORTED_CHANGE'
  | 'BAD_ASSEMBLY';

export class RunnerError extends Error {
  readonly code: RunnerErrorCode;
  /** `<stack>/<logical id>`, where one resource is to blame. */
  readonly where: string;

  constructor(code: RunnerErrorCode, where: string, message: string, cause?: unknown) {
    super(`${where}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = 'RunnerError';
    this.code = code;
    this.where = where;
  }
}
