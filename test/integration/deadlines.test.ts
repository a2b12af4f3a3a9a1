import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setCalendar, showCalendar } from '../../lib/cli/deadlines/calendar.ts';
import { listWork } from '../../lib/cli/deadlines/list-work.ts';
import { en as deadlineWords } from '../../lib/cli/deadlines/messages.en.ts';
import { decideDuplicate } from '../../lib/cli/duplicates/decide-duplicate.ts';
import { listDuplicates } from '../../lib/cli/duplicates/list-duplicates.ts';
import { en as duplicateWords } from '../../lib/cli/duplicates/messages.en.ts';
import { en } from '../../lib/cli/messages.en.ts';
import { createDeskRoles } from '../../lib/desk/people.dynamo.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { announcedCalendar } from '../../lib/kernel/working-days.ts';
import { readOwnYears, saveOwnYears } from '../../lib/register/deadlines.dynamo.ts';
import { countOverdue } from '../../lib/register/deadlines-overdue.ts';
import { readerOf, storeOf } from '../support/office/observe.ts';
import { idOf, type Run, receive, send } from '../support/office/scenarios.ts';
import { DoorsOffice } from './doors-office.ts';

let doors: DoorsOffice;
let server: Server;
let folder: string;
beforeAll(async () => {
  doors = await DoorsOffice.open();
  folder = await mkdtemp(join(tmpdir(), 'vanthu-deadlines-'));
  server = createServer(async (request, response) => {
    const { status, body } = await doors.postEvent(await text(request), {
      headers: request.headers as Record<string, string>,
    });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { dynamodb } = doors.test.ground.clients;
  const { directory } = doors.test.names.tables;
  const roles = createDeskRoles(dynamodb, directory);
  await roles.save('leader', ['clerk', 'operator']);
  await roles.save('head', ['officer']);
});
afterAll(async () => {
  await new Promise((closed) => server.close(closed));
  await rm(folder, { recursive: true, force: true });
  await doors.close();
});

/** What a command works with, on the test's ground and its clock. */
const contextOf = () => {
  const { ground, names, clock } = doors.test;
  const { accessKeyId, secretAccessKey } = ground.principals.keyOf(ground.operator);
  let ids = 0;
  return {
    messages: en,
    now: () => new Date(clock.now()),
    newId: () => `${clock.now()}-${++ids}`,
    progress: () => undefined,
    address: {
      local: false,
      client: {
        endpoint: ground.endpoint,
        region: 'ap-southeast-1',
        credentials: { accessKeyId, secretAccessKey },
      },
      outputs: {
        RegisterTable: names.tables.register,
        HistoryTable: names.tables.history,
        DirectoryTable: names.tables.directory,
        NoticesTable: names.tables.notices,
        DataKeyArn: names.keys.data,
        ApiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      },
    },
  };
};
const workOf = async (run: Run) =>
  (await readerOf(doors.test).toDos('work', 200)).filter(
    ({ documentId }) => documentId === idOf(run),
  );
const assign = (run: Run, more: object = {}) =>
  send(run, 'document.assigned', { leadId: 'head', assignedBy: 'leader', ...more });
const listed = async (options: { overdue: boolean; lead?: string }) => {
  const { data, lines } = await listWork(contextOf(), deadlineWords, options);
  return { lines, ...(data as { work: { documentId: string; kind: string; overdue: boolean }[] }) };
};

describe('Work with a deadline', () => {
  it('opens with the registration, goes to the lead with the direction, ends with the completion', async () => {
    const run = doors.run('due');
    await receive(run, { urgency: 'thuong' });
    await run.office.settle();
    expect(await workOf(run)).toMatchObject([
      { kind: 'hand-over', dueBy: '2026-11-24T16:59:59.999Z', urgency: 'thuong' },
    ]);
    await assign(run, { dueOn: '2026-12-05' });
    expect(await workOf(run)).toMatchObject([
      { kind: 'solve', dueBy: '2026-12-05T16:59:59.999Z', leadId: 'head' },
    ]);
    await send(run, 'document.completed', { personId: 'head' });
    expect(await workOf(run)).toEqual([]);
  });

  it('ends when the document is recalled, and never opens for an outgoing one', async () => {
    const run = doors.run('due');
    await receive(run);
    await run.office.settle();
    expect(await workOf(run)).toHaveLength(1);
    await send(run, 'document.recalled', { reason: 'Có sai sót' });
    expect(await workOf(run)).toEqual([]);
    const issued = doors.run('due');
    await send(issued, 'document.issued', {
      secrecy: 'thuong',
      abstract: 'Về việc họp',
      issuer: 'Ủy ban Dân tộc',
    });
    await issued.office.settle();
    expect(await workOf(issued)).toEqual([]);
  });

  it('is listed overdue first, then by urgency; by its lead; and counted for the doctor', async () => {
    const [ordinary, urgent, led] = [doors.run('list'), doors.run('list'), doors.run('list')];
    await receive(ordinary, { urgency: 'thuong' });
    await receive(urgent, { urgency: 'hoa_toc' });
    await receive(led, { urgency: 'thuong' });
    await ordinary.office.settle();
    await assign(led, { leadId: 'leader', dueOn: '2030-01-01' });
    doors.test.clock.advance(3_600_000);
    const { work, lines } = await listed({ overdue: false });
    const mine = [ordinary, urgent, led].map((run) => idOf(run));
    const order = work.filter(({ documentId }) => mine.includes(documentId as never));
    expect(order.map(({ documentId }) => documentId)).toEqual([
      idOf(urgent),
      idOf(ordinary),
      idOf(led),
    ]);
    expect(order.map(({ overdue }) => overdue)).toEqual([true, false, false]);
    expect(lines.find((line) => line.includes(idOf(urgent)))).toMatch(/at once \(.*OVERDUE/);
    const byLead = await listed({ overdue: false, lead: 'leader' });
    expect(byLead.work.map(({ documentId }) => documentId)).toEqual([idOf(led)]);
    const overdue = await listed({ overdue: true });
    expect(overdue.work.map(({ documentId }) => documentId)).not.toContain(idOf(ordinary));
    const counted = await countOverdue(
      readerOf(doors.test),
      new Date(doors.test.clock.now()),
      announcedCalendar,
    );
    expect(counted).toMatchObject({ open: work.length, overdue: overdue.work.length });
  });

  it('shows of a held document that its grade is to be declared, and nothing else', async () => {
    const run = doors.run('held');
    await receive(run, { secrecy: undefined, urgency: 'thuong', abstract: 'CANARYLIST' });
    await run.office.settle();
    const { lines, work } = await listed({ overdue: false });
    expect(work.find(({ documentId }) => documentId === idOf(run))).toMatchObject({ kind: 'held' });
    expect(lines.join('\n')).not.toContain('CANARYLIST');
    expect(lines.join('\n')).not.toContain(`${run.key}/UBND`);
  });

  it('is read page by page, each row once', async () => {
    const reader = readerOf(doors.test);
    const whole = await reader.toDos('work', 500);
    const pages = [];
    let cursor: string | undefined;
    do {
      const page = await reader.toDoPage('work', 2, cursor);
      pages.push(...page.rows);
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(whole.length).toBeGreaterThan(2);
    expect(pages).toEqual(whole);
  });
});

describe('The agency’s own calendar', () => {
  it('is set by an operator, replaces a year, and counts for what comes after', async () => {
    const file = join(folder, 'lich.json');
    const years = [{ year: 2026, closed: ['2026-11-24', '2026-11-25'], source: 'TB 12' }];
    await writeFile(file, JSON.stringify({ years }));
    const set = (personId: string) => setCalendar(contextOf(), deadlineWords, { file, personId });
    await expect(set('head')).rejects.toMatchObject({ code: 'ROLE_NOT_ALLOWED' });
    await set('leader');
    const shown = await showCalendar(contextOf(), deadlineWords, 2026);
    expect(shown.lines.join('\n')).toMatch(/set by leader[\s\S]*24\/11, 25\/11[\s\S]*TB 12/);
    expect((await showCalendar(contextOf(), deadlineWords, 2025)).lines[0]).toBe(
      '2025: the calendar that comes with the office',
    );
    expect((await showCalendar(contextOf(), deadlineWords, 2050)).lines[0]).toContain('nothing');

    doors.test.clock.advance(601_000);
    const run = doors.run('own');
    await receive(run, { urgency: 'thuong' });
    await run.office.settle();
    expect(await workOf(run)).toMatchObject([{ dueBy: '2026-11-26T16:59:59.999Z' }]);
  });

  it.each([
    ['no file', undefined, 'FILE_NOT_READ'],
    ['no JSON', '{', 'CALENDAR_WRONG'],
    [
      'a date of another year',
      '{"years":[{"year":2026,"closed":["2025-01-01"],"source":"x"}]}',
      'CALENDAR_WRONG',
    ],
  ])('refuses %s, and nothing changes', async (_, content, code) => {
    const file = join(folder, `${code}-${content?.length}.json`);
    if (content !== undefined) await writeFile(file, content);
    const before = await showCalendar(contextOf(), deadlineWords, 2026);
    await expect(
      setCalendar(contextOf(), deadlineWords, { file, personId: 'leader' }),
    ).rejects.toMatchObject({ code });
    expect(await showCalendar(contextOf(), deadlineWords, 2026)).toEqual(before);
  });
});

describe('Years of the calendar', () => {
  it('that two operators set at the same time are both kept', async () => {
    const { dynamodb } = doors.test.ground.clients;
    const { directory } = doors.test.names.tables;
    const set = (year: number, by: string) => {
      const years = [{ year, closed: [], openWeekends: [], source: `TB ${year}` }];
      return saveOwnYears(dynamodb, directory, { years, by, at: new Date(doors.test.clock.now()) });
    };
    let isFirst = true;
    dynamodb.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const reply = await next(args);
          if (commandName !== 'GetItemCommand' || !isFirst) return reply;
          isFirst = false;
          await set(2041, 'another');
          return reply;
        },
      { step: 'initialize', name: 'another-operator' },
    );
    try {
      await set(2042, 'leader');
    } finally {
      dynamodb.middlewareStack.remove('another-operator');
    }
    const { years, by } = await readOwnYears(dynamodb, directory);
    expect(years.map(({ year }) => year)).toEqual(expect.arrayContaining([2041, 2042]));
    expect(by).toBe('leader');
  });
});

describe('vanthu duplicate', () => {
  const facts = (run: Run) => ({ documentCode: `${run.key}/UBND`, issuedOn: '2026-11-20' });
  const decide = (id: string, decision: 'join' | 'keep', personId = 'leader') =>
    decideDuplicate(contextOf(), duplicateWords, {
      id,
      decision,
      personId,
      reason: 'Đã đối chiếu',
    });
  const bringTwo = async () => {
    const run = doors.run('cli');
    await send(run, 'document.registered', {
      documentId: `${run.key}-first`,
      direction: 'incoming',
      secrecy: 'thuong',
      abstract: 'Bản giấy',
      issuer: 'Ủy ban nhân dân tỉnh',
      ...facts(run),
    });
    await run.office.settle();
    await receive(run, facts(run));
    await run.office.settle();
    return run;
  };

  it('lists what waits with the document it resembles; join by the code both share', async () => {
    const run = await bringTwo();
    const { lines, data } = await listDuplicates(contextOf(), duplicateWords);
    expect(lines.find((line) => line.includes(idOf(run)))).toContain('withheld');
    expect(data).toMatchObject({
      duplicates: [{ documentId: idOf(run), first: documentIdOf('e-office', `${run.key}-first`) }],
    });
    await expect(decide(`${run.key}/UBND`, 'join', 'head')).rejects.toMatchObject({
      code: 'ROLE_NOT_ALLOWED',
    });
    const said = await decide(`${run.key}/UBND`, 'join');
    expect(said.lines[0]).toContain('is a copy of');
    expect((await storeOf(doors.test).load(idOf(run)))?.core.duplicateOf?.status).toBe('joined');
    await expect(decide(idOf(run), 'keep')).rejects.toMatchObject({ code: 'NO_DUPLICATE' });
    expect((await listDuplicates(contextOf(), duplicateWords)).data).toEqual({ duplicates: [] });
  });

  it('keep lets it go on to a number', async () => {
    const run = await bringTwo();
    await decide(idOf(run), 'keep');
    await run.office.settle();
    expect((await storeOf(doors.test).load(idOf(run)))?.numbering.status).toBe('allocated');
  });

  it('tells of a name that no document has', async () => {
    await expect(decide('khong-co', 'join')).rejects.toMatchObject({ code: 'DOCUMENT_UNKNOWN' });
  });
});
