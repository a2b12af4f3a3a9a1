import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** One line a function logged: its own JSON object, or text put into one. */
export interface LogEntry {
  readonly function: string;
  readonly entry: Readonly<Record<string, unknown>>;
}

export interface FunctionLog {
  /** Reads lines until the stream ends. */
  follow(stream: Readable, level: 'INFO' | 'ERROR'): void;
  write(entry: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}

export interface FunctionLogOptions {
  readonly name: string;
  /** A JSON Lines file; lines are appended. */
  readonly file: string;
  now(): number;
  onLog(entry: LogEntry): void;
}

function parseLine(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    // Not JSON after all: it is kept as text.
    return undefined;
  }
}

/** Keeps what a function writes to its output, as CloudWatch would. */
export function openFunctionLog({ name, file, now, onLog }: FunctionLogOptions): FunctionLog {
  mkdirSync(dirname(file), { recursive: true });
  const output = createWriteStream(file, { flags: 'a' });
  const write: FunctionLog['write'] = (entry) => {
    output.write(`${JSON.stringify(entry)}\n`);
    onLog({ function: name, entry });
  };
  return {
    write,
    follow: (stream, level) => {
      createInterface({ input: stream }).on('line', (line) => {
        if (line === '') return;
        const text = () => ({ timestamp: new Date(now()).toISOString(), level, message: line });
        write(parseLine(line) ?? text());
      });
    },
    close: () => new Promise((resolve) => output.end(resolve)),
  };
}
