import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DoorReply } from '../../../lib/cli/office/event-door.ts';
import { writeRanges } from '../../../lib/cli/recovery/describe-report.ts';
import { readEvents } from '../../../lib/cli/recovery/read-events.ts';
import { replayEvent } from '../../../lib/cli/recovery/replay.ts';
import { OfficeError } from '../../../lib/kernel/errors.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const event = (id: string) => ({ id, source: 'e-office', type: 'x' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-replay-'));
  await writeFile(at('b.jsonl'), `${JSON.stringify(event('2'))}\r\n\n{"broken\n`);
  await writeFile(at('a.json'), `\ufeff${JSON.stringify(event('1'), undefined, 2)}`);
  await writeFile(at('c.json'), JSON.stringify([event('3'), { id: 4 }]));
  await writeFile(at('notes.txt'), 'not read');
});
afterAll(() => rm(folder, { recursive: true }));

describe('events to be sent again', () => {
  it('are read from a file with one a line, with the place of what is none', async () => {
    expect(await readEvents(at('b.jsonl'))).toEqual([
      { where: `${at('b.jsonl')}:1`, event: event('2') },
      { where: `${at('b.jsonl')}:3` },
    ]);
  });

  it('are read from every event file of a folder in the order of their names', async () => {
    const events = await readEvents(folder);
    expect(events.map((found) => found.event?.id)).toEqual(['1', '2', undefined, '3', undefined]);
  });
});

describe('what became of an event', () => {
  const doorThat = (...replies: DoorReply[]) => {
    const sent: object[] = [];
    const door = {
      sendEvent: async (body: object) => {
        sent.push(body);
        return replies.shift() ?? { httpStatus: 500 };
      },
      requestUpload: async () => ({ httpStatus: 500 }),
    };
    return { sent, doorOf: async () => door };
  };
  const replayed = (doorOf: Parameters<typeof replayEvent>[0]) =>
    replayEvent(doorOf, { where: 'f:1', event: event('1') });

  it('is the word of the office, also the second time', async () => {
    const { doorOf, sent } = doorThat({ httpStatus: 202, status: 'accepted' });
    expect(await replayed(doorOf)).toEqual({
      where: 'f:1',
      id: '1',
      outcome: 'accepted',
      taken: true,
    });
    expect(sent).toEqual([event('1')]);
  });

  it('is its code when the office refuses it', async () => {
    const { doorOf } = doorThat({ httpStatus: 409, code: 'EVENT_CHANGED' });
    expect(await replayed(doorOf)).toMatchObject({ outcome: 'EVENT_CHANGED', taken: false });
  });

  it('waits for a busy office', async () => {
    const { doorOf, sent } = doorThat({ httpStatus: 503 }, { httpStatus: 202, status: 'accepted' });
    expect(await replayed(doorOf)).toMatchObject({ taken: true });
    expect(sent).toHaveLength(2);
  });

  it('is told when its source has no way in, and when it is no event', async () => {
    const unknown = () => Promise.reject(new OfficeError('UNKNOWN_SOURCE', 'not registered'));
    expect(await replayed(unknown)).toMatchObject({ outcome: 'UNKNOWN_SOURCE', taken: false });
    expect(await replayEvent(unknown, { where: 'f:2' })).toEqual({
      where: 'f:2',
      outcome: 'BAD_EVENT',
      taken: false,
    });
  });
});

it('numbers in a row are written as a range', () => {
  expect(writeRanges([1, 2, 3, 7, 9, 10])).toBe('1–3, 7, 9–10');
  expect(writeRanges([])).toBe('');
});
