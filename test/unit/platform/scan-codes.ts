import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
/** Of `lib/local` and `lib/cli` nothing reaches a sender; the command has its own texts. */
const folders = [
  'kernel',
  'events',
  'secrecy',
  'register',
  'signing',
  'notices',
  'portal',
  'desk',
  'platform',
]
  .map((name) => join('lib', name))
  .concat('functions');

/** How sources name a code: as an error's first argument, as a member `code`, in a union of codes. */
const PATTERNS = [
  /Error\(\s*'([A-Z][A-Z0-9_]{2,})'/g,
  /\bcode: '([A-Z][A-Z0-9_]{2,})'/g,
  /return '([A-Z][A-Z0-9_]{2,})';/g,
  /\? '([A-Z][A-Z0-9_]{2,})' : '[A-Z]/g,
  /\? '[A-Z][A-Z0-9_]{2,}' : '([A-Z][A-Z0-9_]{2,})'/g,
  /^ *\| '([A-Z][A-Z0-9]*_[A-Z0-9_]+)'/gm,
  /refuse\(\s*'([A-Z][A-Z0-9_]{2,})'/g,
  /super\('([A-Z][A-Z0-9_]{2,})'/g,
];

const codesIn = (text: string): string[] =>
  PATTERNS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code = '']) => code));

/** Every stable code the sources can give, with the files that do. */
export const scanCodes = (): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const folder of folders)
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.endsWith('.vi.ts')) continue;
      const path = join(folder, file).replaceAll('\\', '/');
      for (const code of codesIn(readFileSync(join(root, path), 'utf8')))
        found.set(code, [...(found.get(code) ?? []), path]);
    }
  return found;
};

export interface DocumentedError {
  readonly code: string;
  readonly status: string;
  readonly text: string;
  readonly remedy: string;
}

/** The rows of the tables of docs/errors.md. */
export const documentedErrors = (): DocumentedError[] =>
  readFileSync(join(root, 'docs/errors.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| `[A-Z]/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, code = '', status = '', text = '', remedy = '']) => ({
      code: code.replaceAll('`', ''),
      status,
      text,
      remedy,
    }));
