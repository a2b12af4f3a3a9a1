import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openJournal } from '../../../lib/local/durable/journal.ts';

interface Change {
  readonly key: string;
  readonly value: number | null;
}

function openNumbers(file: string, compactAbove?: number) {
  const numbers = new Map<string, number>();
  const journal = openJournal<Change>({
    file,
    apply: ({ key, value }) => {
      if (value === null) numbers.delete(key);
      else numbers.set(key, value);
    },
    *snapshot() {
      for (const [key, value] of numbers) yield { key, value };
    },
    ...(compactAbove === undefined ? {} : { compactAbove }),
  });
  return { numbers, journal };
}

describe('the journal of an emulated service', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
    file = join(folder, 'deeper', 'numbers.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('what was committed is there after opening again', () => {
    const first = openNumbers(file);
    first.journal.commit({ key: 'a', value: 1 }, { key: 'b', value: 2 });
    first.journal.commit({ key: 'a', value: null });
    first.journal.close();
    expect([...openNumbers(file).numbers]).toEqual([['b', 2]]);
  });

  test('a torn last line is dropped whole and the journal goes on after it', () => {
    const first = openNumbers(file);
    first.journal.commit({ key: 'a', value: 1 });
    first.journal.close();
    appendFileSync(file, '[{"key":"b","value":2},{"key":"c","val');

    const second = openNumbers(file);
    expect([...second.numbers]).toEqual([['a', 1]]);
    second.journal.commit({ key: 'd', value: 4 });
    second.journal.close();
    expect([...openNumbers(file).numbers]).toEqual([
      ['a', 1],
      ['d', 4],
    ]);
  });

  test('a journal cut at any byte opens with a prefix of whole commits', () => {
    const first = openNumbers(file);
    for (let step = 0; step < 12; step++) {
      first.journal.commit(
        { key: `left${step}`, value: step },
        { key: `right${step}`, value: step },
      );
    }
    first.journal.close();
    const whole = readFileSync(file);
    for (let cut = 0; cut <= whole.length; cut++) {
      writeFileSync(file, whole.subarray(0, cut));
      const { numbers, journal } = openNumbers(file);
      journal.close();
      const commits = whole.subarray(0, cut).filter((byte) => byte === 0x0a).length;
      expect(numbers.size).toBe(commits * 2);
    }
  });

  test('a damaged line in the middle stops the opening by name and line', () => {
    const first = openNumbers(file);
    first.journal.commit({ key: 'a', value: 1 });
    first.journal.close();
    writeFileSync(file, `#damaged\n${readFileSync(file, 'utf8')}`);
    expect(() => openNumbers(file)).toThrow(
      expect.objectContaining({ code: 'JOURNAL_CORRUPT', line: 1 }),
    );
  });

  test('a journal of many changes to few values stays small', () => {
    const { journal, numbers } = openNumbers(file, 2000);
    for (let step = 0; step < 5000; step++) journal.commit({ key: `k${step % 5}`, value: step });
    expect(statSync(file).size).toBeLessThan(5000);
    journal.close();
    expect([...openNumbers(file).numbers].sort()).toEqual([...numbers].sort());
  });

  test('compaction removes what was deleted from the disk', () => {
    const { journal } = openNumbers(file);
    journal.commit({ key: 'canary', value: 1 });
    journal.commit({ key: 'canary', value: null }, { key: 'kept', value: 2 });
    journal.compact();
    expect(readFileSync(file, 'utf8')).toBe('[{"key":"kept","value":2}]\n');
    journal.commit({ key: 'later', value: 3 });
    journal.close();
    expect([...openNumbers(file).numbers.keys()]).toEqual(['kept', 'later']);
  });

  test('an entry that cannot be written leaves the state as it was', () => {
    const { journal, numbers } = openNumbers(file);
    const circular: { key: string; value: number; self?: unknown } = { key: 'bad', value: 1 };
    circular.self = circular;
    expect(() => journal.commit(circular)).toThrow();
    expect(numbers.size).toBe(0);
    journal.close();
  });

  test('only the owner may read the file', () => {
    const { journal } = openNumbers(file);
    journal.commit({ key: 'a', value: 1 });
    journal.compact();
    journal.close();
    // Windows has no such bits.
    const expected = process.platform === 'win32' ? 0o666 : 0o600;
    expect(statSync(file).mode & 0o777).toBe(expected);
  });
});
