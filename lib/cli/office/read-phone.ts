import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Where a number is looked for; never on the command line, which other users see and shells keep. */
const PHONE_VARIABLE = 'VANTHU_PHONE';

/** The number from the environment, else from standard input; typed unseen at a terminal. */
export const readPhone = async (question: string): Promise<string> => {
  const given = process.env[PHONE_VARIABLE];
  if (given !== undefined && given !== '') return given;
  const { isTTY } = process.stdin;
  if (isTTY) process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: isTTY });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (isTTY) process.stderr.write('\n');
  }
};
