import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Gate } from '../../../lib/cli/ingest/gate.ts';
import { nothingDone } from '../../../lib/cli/ingest/ingest.ts';
import { beginMove } from '../../../lib/cli/ingest/record-move.ts';
import { RecordTaker } from '../../../lib/cli/ingest/take-records.ts';
import { WatchedFolder } from '../../../lib/cli/ingest/watched-folder.ts';
import { sha256Of } from '../../../lib/kernel/ids.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-watch-'));
  for (const name of ['xong', 'loi']) mkdirSync(join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (...names: readonly string[]) => join(folder, ...names);
const put = (name: string, content: unknown) =>
  writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));
const names = (...below: readonly string[]) =>
  readdirSync(at(...below), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();
const recordWith = (...files: readonly object[]) => ({
  id: 'e-1',
  type: 'vn.vanthu.document.received.v1',
  data: { documentId: 'd', abstract: 'Trích yếu', issuer: 'Sở A', files },
});

/** Two looks of a run against an office that has all files and takes every event. */
const lookTwice = async (waitMs = 60_000) => {
  const sent: unknown[] = [];
  const told: unknown[] = [];
  const taker = new RecordTaker({
    folder: new WatchedFolder(folder),
    mapping: undefined,
    isOwn: () => false,
    waitMs,
    sender: {
      settings: {
        source: 'e-office',
        secret: Buffer.from('secret'),
        declaresInEvent: false,
        live: true,
      },
      gate: new Gate({ now: () => new Date(0), pause: async () => undefined, random: () => 0 }),
      door: {
        sendEvent: async (event) => {
          sent.push(event);
          return { httpStatus: 202, status: 'accepted' };
        },
        requestUpload: async () => ({ httpStatus: 200 }),
      },
      journal: nothingDone,
      columns: {},
      dryRun: false,
      now: () => new Date(),
    },
  });
  for (let looks = 0; looks < 2; looks += 1)
    await taker.look(
      () => false,
      (_, taken) => {
        told.push(taken);
        return 'wrong' in taken ? taken.wrong.code : undefined;
      },
    );
  return { sent, told, counts: taker.counts };
};

describe('A record of a watched folder', () => {
  it('is never given an older file of the same name, which another record left in xong', async () => {
    writeFileSync(at('xong', 'scan.pdf'), 'of another document');
    put('new.json', recordWith({ name: 'scan.pdf', role: 'main' }));
    const { sent, counts } = await lookTwice();
    expect(sent).toEqual([]);
    expect(counts).toMatchObject({ taken: 0, wrong: 0, waiting: 1 });
    expect(names()).toEqual(['new.json']);
  });

  it('reaches no file in xong by a path either', async () => {
    writeFileSync(at('xong', 'scan.txt'), 'of another document');
    put('scan.txt', 'its own');
    put('new.json', recordWith({ name: 'xong/scan.txt', role: 'main' }));
    const { sent } = await lookTwice();
    expect(sent).toMatchObject([{ data: { files: [{ sha256: sha256Of('its own') }] } }]);
  });

  it.each([
    ['another hash', { sha256: sha256Of('other bytes') }],
    ['another size', { size: 99 }],
  ])('that gives %s than its file has is wrong, and nothing is sent', async (_, declared) => {
    put('a.txt', 'bytes');
    put('r.json', recordWith({ name: 'a.txt', role: 'main', ...declared }));
    const { sent, told } = await lookTwice();
    expect(sent).toEqual([]);
    expect(told).toMatchObject([{ wrong: { code: 'FILE_CHANGED' } }]);
    expect(names('loi')).toEqual(['a.txt', 'r.json', 'r.json.ly-do.txt']);
  });

  it('that gives the hash and size of its file is taken', async () => {
    put('a.txt', 'bytes');
    const declared = { sha256: sha256Of('bytes').toUpperCase(), size: 5 };
    put('r.json', recordWith({ name: 'a.txt', role: 'main', ...declared }));
    put('s.json', recordWith({ name: 'b.txt', role: 'main', sha256: '' }));
    put('b.txt', 'other');
    expect((await lookTwice()).counts).toMatchObject({ taken: 2, wrong: 0 });
    expect(names('xong')).toEqual(['a.txt', 'b.txt', 'r.json', 's.json']);
  });

  it('leaves no note behind once it has moved', async () => {
    put('a.txt', 'bytes');
    put('r.json', recordWith({ name: 'a.txt', role: 'main' }));
    put('r.json.done', '');
    await lookTwice();
    expect(names()).toEqual([]);
  });
});

describe('A watch that was killed while it moved an accepted record', () => {
  const files = ['a.txt', 'b.txt'];
  const killAfter = (moved: number): void => {
    for (const name of files) put(name, `bytes of ${name}`);
    writeFileSync(at('xong', 'a.txt'), 'of another document');
    put('r.json', recordWith(...files.map((name) => ({ name, role: 'attachment' }))));
    const move = beginMove(folder, 'r.json', files, undefined);
    for (const { name, as } of move.files.slice(0, moved)) renameSync(at(name), at(move.to, as));
  };

  it.each([0, 1, 2, 3])(
    'with %i of its files moved, all of it goes to xong, sent once',
    async (moved) => {
      killAfter(moved);
      const { sent, counts } = await lookTwice(0);
      expect(sent).toEqual([]);
      expect(counts).toMatchObject({ wrong: 0, taken: 1 });
      expect(names()).toEqual([]);
      expect(names('loi')).toEqual([]);
      expect(names('xong')).toEqual(['a-2.txt', 'a.txt', 'b.txt', 'r.json']);
      expect(readFileSync(at('xong', 'a-2.txt'), 'utf8')).toBe('bytes of a.txt');
    },
  );

  it('leaves to the next record what came meanwhile under the same names', async () => {
    killAfter(1);
    put('a.txt', 'of the next record');
    put('b.txt', 'also of the next record');
    put('r.json', { ...recordWith({ name: 'a.txt' }, { name: 'b.txt' }), id: 'e-2' });
    const { sent } = await lookTwice();
    const hashes = ['of the next record', 'also of the next record'].map((text) => ({
      sha256: sha256Of(text),
    }));
    expect(sent).toMatchObject([{ id: 'e-2', data: { files: hashes } }]);
    expect(readFileSync(at('xong', 'a-2.txt'), 'utf8')).toBe('bytes of a.txt');
  });

  it('takes nothing that another program calls a note for one', async () => {
    writeFileSync(at('x.json.moving'), '{"record":"x.json","to":"xong","files":[{"name":"../p"}]}');
    writeFileSync(at('y.json.moving'), 'no JSON');
    expect((await lookTwice()).counts).toMatchObject({ taken: 0, wrong: 0 });
    expect(names()).toEqual(['x.json.moving', 'y.json.moving']);
  });
});
