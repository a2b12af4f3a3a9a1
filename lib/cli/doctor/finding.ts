/** One thing the doctor looked at. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'wrong';
  readonly check:
    | 'queues'
    | 'work'
    | 'pauses'
    | 'failures'
    | 'numbers'
    | 'certificates'
    | 'disk'
    | 'clock';
  readonly text: string;
  /** The documents it is about. */
  readonly documentIds?: readonly string[];
}

export const finding =
  (check: Finding['check']) =>
  (level: Finding['level'], text: string): Finding => ({ check, level, text });
