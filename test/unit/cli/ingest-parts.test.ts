import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { CommandError } from '../../../lib/cli/errors.ts';
import { forEachAtOnce } from '../../../lib/cli/ingest/at-once.ts';
import { BadRows } from '../../../lib/cli/ingest/bad-rows.ts';
import { findFile } from '../../../lib/cli/ingest/find-file.ts';
import { Gate } from '../../../lib/cli/ingest/gate.ts';
import { openJournal } from '../../../lib/cli/ingest/journal.ts';
import { en } from '../../../lib/cli/ingest/messages.en.ts';
import { type EventSettings, eventOfRow } from '../../../lib/cli/ingest/row-event.ts';
import { TextIndex } from '../../../lib/cli/ingest/text-index.ts';
import type { DoorReply } from '../../../lib/cli/office/event-door.ts';
import type { MappedRow } from '../../../lib/intake/map-row.ts';
import { readMapping } from '../../../lib/intake/read-mapping.ts';
import { sha256Of } from '../../../lib/kernel/ids.ts';

const folder = mkdtempSync(join(tmpdir(), 'vanthu-ingest-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const codeOf = (error: unknown): string => (error as { code: string }).code;

describe('The gate to the office', () => {
  /** A clock that only pauses move. */
  const gateWith = () => {
    let now = 0;
    const waits: number[] = [];
    const gate = new Gate({
      now: () => new Date(now),
      pause: async (milliseconds) => {
        waits.push(milliseconds);
        now += milliseconds;
      },
      random: () => 0.5,
    });
    return { gate, waits };
  };
  const answering = (replies: readonly (DoorReply | Error)[]) => {
    const left = [...replies];
    return async (): Promise<DoorReply> => {
      const next = left.shift() ?? { httpStatus: 202 };
      if (next instanceof Error) throw next;
      return next;
    };
  };
  const unreachable = new CommandError('OFFICE_UNREACHABLE');

  it('waits longer each time the office is busy or silent, then gets through', async () => {
    const { gate, waits } = gateWith();
    const replies = [{ httpStatus: 429 }, { httpStatus: 503, code: 'BUSY' }, unreachable];
    expect(await gate.call(answering(replies))).toEqual({ httpStatus: 202 });
    expect(waits).toEqual([375, 750, 1500]);
  });

  it('passes a refusal on at once', async () => {
    const { gate, waits } = gateWith();
    const refusal = { httpStatus: 409, code: 'ALREADY_KNOWN' };
    expect(await gate.call(answering([refusal]))).toEqual(refusal);
    expect(waits).toEqual([]);
  });

  it('gives up after about a minute, with the last answer or failure', async () => {
    const { gate, waits } = gateWith();
    const busy = Array.from({ length: 20 }, () => ({ httpStatus: 503, code: 'BUSY' }));
    expect(await gate.call(answering(busy))).toMatchObject({ code: 'BUSY' });
    const total = waits.reduce((sum, wait) => sum + wait, 0);
    expect(total).toBeGreaterThan(45_000);
    expect(total).toBeLessThan(120_000);
    await expect(
      gateWith().gate.call(answering(Array.from({ length: 20 }, () => unreachable))),
    ).rejects.toBe(unreachable);
  });
});

describe('Rows at once', () => {
  async function* numbers(count: number) {
    for (let n = 0; n < count; n += 1) yield n;
  }

  it('are never more than the limit, and all of them', async () => {
    let [running, most] = [0, 0];
    const seen: number[] = [];
    await forEachAtOnce(numbers(50), 4, async (n) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(n);
      running -= 1;
    });
    expect(most).toBe(4);
    expect(seen).toHaveLength(50);
  });

  it('end with the first failure, after what was begun', async () => {
    let ended = 0;
    const work = async (n: number) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (n === 3) throw new Error('third');
      ended += 1;
    };
    await expect(forEachAtOnce(numbers(1_000), 4, work)).rejects.toThrow('third');
    expect(ended).toBeLessThan(10);
  });
});

describe('The journal', () => {
  it('remembers over a torn end', async () => {
    const file = at('a.journal');
    (await openJournal(file)).add({ key: 'k1', status: 'accepted' });
    appendFileSync(file, '{"key":"k2","st');
    const again = await openJournal(file);
    expect([again.has('k1'), again.has('k2')]).toEqual([true, false]);
    again.add({ key: 'k3', status: 'held' });
    const third = await openJournal(file);
    expect([third.has('k1'), third.has('k3')]).toEqual([true, true]);
  });

  it('that cannot be written is told before anything is sent', async () => {
    mkdirSync(at('b.journal'));
    await expect(openJournal(at('b.journal'))).rejects.toMatchObject({
      code: 'JOURNAL_UNWRITABLE',
    });
  });
});

describe('The report of wrong rows', () => {
  it('is a CSV that a spreadsheet opens, begun anew by each run', () => {
    writeFileSync(at('r.csv'), 'old');
    const report = new BadRows(at('r.csv'), en);
    expect(report.file).toBeUndefined();
    report.add({ row: 3, column: '=A,"1"', code: 'VALUE_MISSING', value: { kind: 'empty' } });
    report.add({ row: 4, code: 'X', value: { kind: 'text', length: 1 }, sentence: 'Câu.' });
    const [head, first, second] = readFileSync(at('r.csv'), 'utf8').split('\n');
    expect(head).toBe('\ufeffrow,column,code,value,what is wrong');
    expect(first).toContain(`3,"'=A,""1""",VALUE_MISSING,empty,`);
    expect(second).toBe('4,,X,"text, 1 character",Câu.');
  });
});

describe('A file of a row', () => {
  it('is found below the folder by path or by bare name, and hashed', async () => {
    mkdirSync(at('sub'));
    writeFileSync(at('sub/a.txt'), 'chữ');
    const bytes = Buffer.from('chữ');
    for (const name of ['sub/a.txt', 'sub\\a.txt'])
      expect((await findFile(folder, name, 'main')).ref).toEqual({
        sha256: sha256Of(bytes),
        size: bytes.length,
        mediaType: 'text/plain',
        name: 'a.txt',
        role: 'main',
      });
    expect((await findFile(at('sub'), 'elsewhere/a.txt', 'attachment')).ref.role).toBe(
      'attachment',
    );
  });

  it.each([
    ['../x.pdf', 'FILE_OUTSIDE'],
    ['/etc/hostname', 'FILE_OUTSIDE'],
    ['..\\..\\x.pdf', 'FILE_OUTSIDE'],
    ['none.pdf', 'FILE_MISSING'],
    ['empty.pdf', 'FILE_EMPTY'],
    ['wrong.pdf', 'NOT_PDF'],
    ['short.pdf', 'PDF_BROKEN'],
  ])('%s is refused: %s', async (name, code) => {
    writeFileSync(at('empty.pdf'), '');
    writeFileSync(at('wrong.pdf'), 'x'.repeat(20_000));
    writeFileSync(at('short.pdf'), `%PDF-1.7${' '.repeat(20_000)}`);
    const found = findFile(folder, name, 'main').catch(codeOf);
    expect(await found).toBe(code);
  });
});

describe('Texts in a file of their own', () => {
  it('are found by document id, without the file being kept in memory', async () => {
    const mapping = readMapping({
      version: 1,
      documentId: 'id',
      direction: 'incoming',
      fields: { abstract: 's', issuer: 'i' },
      files: { text: 't' },
    });
    const long = 'ộ'.repeat(100_000);
    const lines = [{ id: 'a', t: long }, 'broken', { id: 'b', t: ' ' }, { id: 'c', t: 'c\nd' }];
    writeFileSync(
      at('texts.jsonl'),
      lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    );
    const index = await TextIndex.open(at('texts.jsonl'), mapping);
    expect(index.size).toBe(3);
    expect(await index.textOf('a')).toBe(long);
    expect(await index.textOf('b')).toBeUndefined();
    expect(await index.textOf('c')).toBe('c\nd');
    expect(await index.textOf('d')).toBeUndefined();
    await index.close();
  });
});

describe('The event of a row', () => {
  const row: Extract<MappedRow, { kind: 'document' }> = {
    kind: 'document',
    row: 1,
    documentId: 'd',
    name: 'document.received',
    data: { documentId: 'd', abstract: 'Trích yếu', issuer: 'Sở A', issuedOn: '1999-09-07' },
    files: { attachments: [] },
    filled: [],
    cut: [],
  };
  const settings: EventSettings = {
    source: 'desk',
    secret: Buffer.from('secret'),
    declaresInEvent: true,
    live: false,
  };
  const declaration = { personId: 'van-thu', reason: 'QĐ 12' };

  it('is always the same for the same row, and old', () => {
    const event = eventOfRow(row, [], settings);
    expect(eventOfRow({ ...row }, [], settings)).toEqual(event);
    expect(event).toMatchObject({ time: '1999-09-07T00:00:00+07:00', data: { historical: true } });
  });

  it('has another id for other content, source or secret: nobody can guess from it (R1)', () => {
    const ids = [
      eventOfRow(row, [], settings),
      eventOfRow({ ...row, data: { ...row.data, abstract: 'Khác' } }, [], settings),
      eventOfRow(row, [], { ...settings, source: 'e-office' }),
      eventOfRow(row, [], { ...settings, secret: Buffer.from('other') }),
      eventOfRow(row, [], { ...settings, declaration }),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('carries a declared grade only where the row has none', () => {
    const declared = { ...settings, declaration };
    expect(eventOfRow(row, [], declared).data).toMatchObject({
      secrecy: 'thuong',
      gradeDeclaration: declaration,
    });
    const graded = { ...row, data: { ...row.data, secrecy: 'Lưu ý' } };
    expect(eventOfRow(graded, [], declared).data).toMatchObject({ secrecy: 'Lưu ý' });
    expect(eventOfRow(graded, [], declared).data).not.toHaveProperty('gradeDeclaration');
    const elsewhere = { ...declared, declaresInEvent: false };
    expect(eventOfRow(row, [], elsewhere).data).not.toHaveProperty('secrecy');
  });
});
