/**
 * A policy says something this evaluation does not know. It stops the call: guessing could
 * allow what AWS denies.
 */
export class UnsupportedPolicyError extends Error {
  readonly code = 'UnsupportedPolicy';

  constructor(what: string) {
    super(`The local IAM evaluation does not know ${what}`);
    this.name = 'UnsupportedPolicyError';
  }
}
