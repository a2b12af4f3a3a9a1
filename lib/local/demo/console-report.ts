import type { Messages } from '../../cli/messages.en.ts';
import { renderEntry, renderHeads, type Tone, toneOf } from './timeline.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/** What a start says while it runs. */
export interface Report {
  /** A line that stays. */
  line(text: string): void;
  heads(): void;
  entry(entry: TimelineEntry): void;
  /** What is going on now; shown on a terminal only, and gone with the next line. */
  progress(what: string, done?: number, total?: number): void;
  /** Ends the progress line. */
  clear(): void;
}

interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const COLOURS: Readonly<Record<Tone, string>> = {
  good: '\u001b[32m',
  notice: '\u001b[33m',
  bad: '\u001b[31m',
};
const RESET = '\u001b[0m';
const ERASE_LINE = '\r\u001b[2K';
const BAR_WIDTH = 24;
const PLAIN_COLUMNS = 140;

/** A bar such as `████░░░░ step 12/30`. */
export const renderBar = (done: number, total: number, step: string): string => {
  const filled = total === 0 ? 0 : Math.round((Math.min(done, total) / total) * BAR_WIDTH);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${step} ${done}/${total}`;
};

/** Lines for people; colours and the moving line only where a terminal shows them. */
export function createConsoleReport(
  output: Output,
  messages: Messages,
  { colours }: { readonly colours: boolean },
): Report {
  const terminal = output.isTTY === true;
  let drawn = '';
  const clear = () => {
    if (drawn !== '') output.write(ERASE_LINE);
    drawn = '';
  };
  const columns = () => (terminal ? (output.columns ?? PLAIN_COLUMNS) : PLAIN_COLUMNS);
  const paint = (text: string, tone: Tone) =>
    terminal && colours ? `${COLOURS[tone]}${text}${RESET}` : text;
  const line = (text: string) => {
    const again = drawn;
    clear();
    output.write(`${text}\n`);
    // The moving line stays the last one while its work goes on.
    if (again !== '') {
      drawn = again;
      output.write(again);
    }
  };
  return {
    line,
    clear,
    heads: () => line(renderHeads(messages, columns())),
    entry: (entry) => {
      const { head, result } = renderEntry(entry, messages, columns());
      line(`${head}${paint(result, toneOf(entry.result))}`);
    },
    progress: (what, done, total) => {
      if (!terminal) return;
      clear();
      drawn =
        total === undefined
          ? `… ${what}`
          : `${renderBar(done ?? 0, total, messages.start.step)}: ${what}`;
      output.write(drawn);
    },
  };
}

/** One JSON object on each line. */
export function createJsonReport(output: Output): Report {
  return {
    line: () => undefined,
    heads: () => undefined,
    clear: () => undefined,
    progress: () => undefined,
    entry: (entry) => output.write(`${JSON.stringify({ kind: 'entry', ...entry })}\n`),
  };
}
