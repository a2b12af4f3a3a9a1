import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import type { CommandContext, CommandResult } from '../../lib/cli/command.ts';
import { en as officeMessages } from '../../lib/cli/messages.en.ts';
import { addDocument } from '../../lib/cli/register/add-document.ts';
import { checkSequences } from '../../lib/cli/register/check-sequences.ts';
import { closeBook } from '../../lib/cli/register/close-book.ts';
import { listBook } from '../../lib/cli/register/list-book.ts';
import { en } from '../../lib/cli/register/messages.en.ts';
import { printFormats, writeBook } from '../../lib/cli/register/print-book.ts';
import { createDeskRoles } from '../../lib/desk/people.dynamo.ts';
import { sha256Of } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/http.ts';
import { createLogger } from '../../lib/platform/logger.ts';
import { fillDirectory } from '../support/office/directory.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { InProcessOffice } from '../support/office/in-process.ts';

let test: TestGround;
let office: InProcessOffice;
let server: Server;
let folder: string;
let context: CommandContext;
let ids = 0;

/** The office's door with a socket, for the command that sends. */
const openDoor = async (): Promise<Server> => {
  const log = createLogger(
    'http',
    () => new Date(test.clock.now()),
    () => undefined,
  );
  const door = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const event = { headers: request.headers, body, isBase64Encoded: false };
    const answer = await httpHandler(office.apps.receiveHttp, log)(
      event as unknown as APIGatewayProxyEventV2,
      { awsRequestId: 'r-1' } as Context,
    );
    response.writeHead(answer.statusCode ?? 500).end(answer.body);
  });
  await new Promise<void>((resolve) => {
    door.listen(0, '127.0.0.1', resolve);
  });
  return door;
};

beforeAll(async () => {
  test = await openTestGround();
  office = await InProcessOffice.open(test, await fillDirectory(test), 'portal');
  server = await openDoor();
  folder = await mkdtemp(join(tmpdir(), 'vanthu-books-'));
  const { ground, names, clock } = test;
  await createDeskRoles(ground.clients.dynamodb, names.tables.directory).save('leader', ['clerk']);
  const { accessKeyId, secretAccessKey } = ground.principals.keyOf(ground.operator);
  context = {
    messages: officeMessages,
    now: () => new Date(clock.now()),
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    progress: () => undefined,
    address: {
      local: true,
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
        AgencyName: encodeURIComponent('Ủy ban Dân tộc'),
      },
    },
  };
});
afterAll(async () => {
  server.close();
  office.close();
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

/** Enters a paper document while the office works through its queues. */
const add = async (paper: Parameters<typeof addDocument>[2]['paper']): Promise<CommandResult> => {
  let isDone = false;
  const adding = addDocument(context, en, { paper, personId: 'leader' }).finally(() => {
    isDone = true;
  });
  adding.catch(() => undefined);
  while (!isDone) await office.settle();
  return adding;
};

describe('register add', () => {
  it('gives paper the next number of the book in which electronic documents stand', async () => {
    await office.send({
      source: 'e-office',
      id: 'e-1',
      name: 'document.received',
      data: { documentId: 'vb-1', abstract: 'Điện tử', issuer: 'UBND tỉnh', secrecy: 'thường' },
    });
    await office.settle();
    const { lines, data } = await add({
      direction: 'incoming',
      abstract: 'Đơn đề nghị',
      issuer: 'Ban Dân tộc tỉnh',
      secrecy: 'thường',
    });
    expect(data).toMatchObject({ status: 'active', number: '02', date: '2026-11-23' });
    expect(lines[0]).toBe('Entered: number 02, 23/11/2026.');
  });

  it('gives a paper decision its whole code, and the agency as issuer', async () => {
    const { data } = await add({
      direction: 'outgoing',
      abstract: 'Cử cán bộ đi công tác',
      typeName: 'Quyết định',
      secrecy: 'thường',
      seriesId: 'quyet-dinh',
      codeSuffix: 'QĐ-UBDT',
    });
    expect(data).toMatchObject({ number: '01/QĐ-UBDT' });
  });

  it('does not give one official number twice from two series', async () => {
    const decision = {
      direction: 'outgoing',
      abstract: 'Cử cán bộ đi học',
      typeName: 'Quyết định',
      secrecy: 'thường',
      codeSuffix: 'QĐ-UBDT',
    } as const;
    for (const seriesId of [undefined, 'quyetdinh'])
      await expect(
        add({ ...decision, ...(seriesId === undefined ? {} : { seriesId }) }),
      ).rejects.toMatchObject({ code: 'NUMBER_CODE_TAKEN', exitCode: 1 });
    const { data } = await add({ ...decision, seriesId: 'quyet-dinh' });
    expect(data).toMatchObject({ number: '02/QĐ-UBDT' });
  });

  it('says that a document without a grade is held, and refuses a secret one', async () => {
    const paper = { direction: 'incoming', abstract: 'Chưa rõ', issuer: 'X' } as const;
    expect((await add(paper)).lines[0]).toBe(en.held);
    await expect(add({ ...paper, secrecy: 'Mật' })).rejects.toMatchObject({
      code: 'SECRET_REFUSED',
    });
  });

  it.each([
    [
      'an incoming document without an issuer',
      { direction: 'incoming', abstract: 'A' },
      'ISSUER_MISSING',
    ],
    [
      'a symbol for an incoming document',
      { direction: 'incoming', abstract: 'A', issuer: 'B', codeSuffix: 'X' },
      'SUFFIX_NOT_INCOMING',
    ],
  ] as const)('refuses %s before anything is sent', (_, paper, code) => {
    expect(() => addDocument(context, en, { paper, personId: 'leader' })).toThrow(
      expect.objectContaining({ code, exitCode: 2 }),
    );
  });

  it('is for clerks only', async () => {
    const paper = { direction: 'outgoing', abstract: 'A' } as const;
    await expect(addDocument(context, en, { paper, personId: 'head' })).rejects.toMatchObject({
      code: 'ROLE_NOT_ALLOWED',
    });
  });
});

describe('register list', () => {
  it('shows this month in its order, held documents not', async () => {
    const { lines, data } = await listBook(context, en, { book: 'incoming', filter: {} });
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^01 +23\/11\/2026 .*UBND tỉnh +Điện tử/);
    expect(lines[2]).toMatch(/^02 .*Đơn đề nghị +Bản giấy$/);
    expect(JSON.stringify(data)).not.toContain('Chưa rõ');
  });

  it('says when nothing was found', async () => {
    const { lines } = await listBook(context, en, {
      book: 'incoming',
      filter: { text: 'không có' },
    });
    expect(lines).toEqual([en.empty]);
  });
});

describe('register print', () => {
  const print = (out: string, year = 2026) =>
    writeBook(context, en, {
      book: 'incoming',
      period: { year },
      out: join(folder, out),
      volume: 1,
      formats: printFormats,
    });

  it.each(['so.pdf', 'so.html', 'so.xlsx', 'so.csv'])('writes %s with every line', async (out) => {
    expect((await print(out)).data).toMatchObject({ rows: 2 });
    const bytes = await readFile(join(folder, out));
    expect(bytes.length).toBeGreaterThan(200);
  });

  it('says in every format that a training office keeps no official book', async () => {
    const html = await readFile(join(folder, 'so.html'), 'utf8');
    expect(html).toContain(`<p class="banner">${en.training}</p>`);
    const [sheet] = await readXlsxFile(await readFile(join(folder, 'so.xlsx')));
    expect(sheet?.data.flat()).toContain(en.training);
  });

  it('holds the same lines in CSV and XLSX', async () => {
    const lines: string[][] = parse(await readFile(join(folder, 'so.csv')), { bom: true });
    const [sheet] = await readXlsxFile(await readFile(join(folder, 'so.xlsx')));
    const rows = sheet?.data.slice(-2) ?? [];
    expect(rows.map((row) => row[1])).toEqual(lines.slice(1).map((line) => line[1]));
  });

  it('refuses a file whose ending says no format, or that cannot be written', async () => {
    expect(() => print('so.docx')).toThrow(
      expect.objectContaining({ code: 'BOOK_FORMAT', exitCode: 2 }),
    );
    await expect(print('khong-co/so.csv')).rejects.toMatchObject({ code: 'FILE_UNWRITABLE' });
  });
});

describe('register gaps and close-year', () => {
  it('finds nothing wrong with the own sequence', async () => {
    const result = await checkSequences(context, en, { book: 'incoming', year: 2026 });
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.lines.at(-1)).toBe(en.whole);
  });

  it('closes a year that is over and records the SHA-256 of the very file it writes', async () => {
    const out = join(folder, 'khoa-so.csv');
    const close = () =>
      closeBook(context, en, { book: 'incoming', year: 2026, personId: 'leader', out });
    await expect(close()).rejects.toMatchObject({ code: 'YEAR_NOT_OVER' });
    test.clock.advance(Date.parse('2027-01-04T01:00:00Z') - test.clock.now());
    const { data } = await close();
    expect(data).toMatchObject({ count: 2, voids: 0, repeated: false, changed: false });
    expect((data as { sha256: string }).sha256).toBe(sha256Of(await readFile(out)));
    expect((await close()).data).toMatchObject({ repeated: true, changed: false });
  });
});
