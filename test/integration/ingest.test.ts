import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type IngestOptions, ingest } from '../../lib/cli/ingest/ingest.ts';
import { vi } from '../../lib/cli/ingest/messages.vi.ts';
import { createEventDoor } from '../../lib/cli/office/event-door.ts';
import { documentIdOf, sha256Of } from '../../lib/kernel/ids.ts';
import { createDocumentFiles } from '../../lib/register/document-files.s3.ts';
import type { DocumentState } from '../../lib/register/document-state.ts';
import { openTrainingGround, type TrainingGround } from '../support/office/training.ts';
import {
  countInSources,
  DATA,
  type DataRecord,
  describeData,
  hashOfRecord,
  recordsOf,
} from './ingest-data.ts';

const MINUTES = 60_000;
let ground: TrainingGround;
let records: readonly DataRecord[];

const run = async (more: Partial<IngestOptions> = {}, name = 'run') =>
  ingest(await ground.context(), vi, {
    metadata: join(DATA, 'documents/documents-admin.jsonl'),
    files: DATA,
    dryRun: false,
    live: false,
    atOnce: 8,
    journal: join(ground.scratch, `${name}.journal`),
    report: join(ground.scratch, `${name}.csv`),
    ...more,
  });
const countsOf = ({ data }: { readonly data: unknown }) => data as Record<string, unknown>;
const declaration = { personId: 'van-thu', reason: 'Quyết định 12/QĐ-VP ngày 05/01/2026' };

/** The whole of a state but the revisions that even a passing look may raise: there are none. */
const plain = (states: readonly DocumentState[]): string =>
  JSON.stringify(states.toSorted((a, b) => a.documentId.localeCompare(b.documentId)));

beforeAll(async () => {
  ground = await openTrainingGround();
}, 5 * MINUTES);
afterAll(() => ground?.close());

describeData('The administrative records with their PDFs', () => {
  beforeAll(() => {
    records = recordsOf('documents-admin.jsonl');
  });

  it('are as many as their list of sources says', () => {
    expect(records).toHaveLength(countInSources(/documents-admin\.jsonl: (\d+) /));
    expect(records.filter(({ tepPdf }) => tepPdf)).toHaveLength(
      countInSources(/pdf-official\/: (\d+) PDFs/),
    );
  });

  it('are checked without being sent', async () => {
    const { data, exitCode } = await run({ dryRun: true });
    expect(data).toMatchObject({ rows: 45, checked: 45, failed: 0, files: 19, uploaded: 0 });
    expect(exitCode).toBe(0);
    expect(await ground.states()).toEqual([]);
  });

  it(
    'are all held without a declared grade, and nothing of them is in clear (R1)',
    async () => {
      const result = await run({}, 'held');
      expect(countsOf(result)).toMatchObject({ rows: 45, held: 45, accepted: 0, paper: 26 });
      const states = await ground.states();
      expect(states).toHaveLength(45);
      expect(states.map(({ core }) => core.status)).toEqual(states.map(() => 'held'));
      const text = JSON.stringify(states);
      expect(text).not.toContain('hóa đơn điện tử');
      expect(text).not.toContain('trichYeu');
    },
    3 * MINUTES,
  );

  it(
    'stay as they are when they come again, also without the journal',
    async () => {
      const before = plain(await ground.states());
      expect(countsOf(await run({}, 'held'))).toMatchObject({ before: 45, uploaded: 0 });
      expect(countsOf(await run({}, 'held-again'))).toMatchObject({ held: 45 });
      expect(plain(await ground.states())).toBe(before);
    },
    3 * MINUTES,
  );

  it('are not declared ordinary by somebody who is no clerk', async () => {
    const officer = { ...declaration, personId: 'chuyen-vien-ra-soat' };
    await expect(run({ declaration: officer }, 'officer')).rejects.toThrow('ROLE_NOT_ALLOWED');
    const nobody = { ...declaration, personId: 'khong-co' };
    await expect(run({ declaration: nobody }, 'nobody')).rejects.toThrow('PERSON_UNKNOWN');
  });

  it('are not declared ordinary by a source that does not act for the office', async () => {
    const door = createEventDoor({
      apiUrl: ground.training.office.apiUrl,
      sourceId: 'e-office',
      secret: Buffer.from(ground.secrets.sources['e-office'] ?? ''),
      now: () => new Date(),
    });
    const event = {
      specversion: '1.0',
      id: 'declared-by-a-stranger',
      source: 'e-office',
      type: 'vn.vanthu.document.received.v1',
      time: '2026-01-05T00:00:00Z',
      data: { documentId: 'x', abstract: 'x', issuer: 'x', gradeDeclaration: declaration },
    };
    expect(await door.sendEvent(event)).toMatchObject({
      httpStatus: 403,
      code: 'SOURCE_NOT_ALLOWED',
    });
  });

  it(
    'are let go by a clerk’s declaration, the agency’s own as issued with their numbers',
    async () => {
      const result = await run({ declaration }, 'declared');
      expect(countsOf(result)).toMatchObject({ rows: 45, released: 45, failed: 0, issued: 9 });
      const states = await ground.states();
      expect(states.map(({ screening }) => screening.status)).toEqual(states.map(() => 'ordinary'));
      const of = (id: string) =>
        states.find(({ documentId }) => documentId === documentIdOf('desk', id));
      for (const record of records) {
        const own = record.coQuanBanHanh === 'Ủy ban Dân tộc';
        const { core, numbering } = of(record.id) as DocumentState;
        expect(core.direction).toBe(own ? 'outgoing' : 'incoming');
        expect(core.facts?.documentCode ?? null).toBe(record.soKyHieu);
        expect(core.facts?.issuedOn ?? null).toBe(record.ngayBanHanh);
        if (own && record.soKyHieu !== null)
          expect(numbering).toMatchObject({ status: 'given', code: record.soKyHieu });
      }
      expect(of('hc-qn-507-ubnd-kgvx-2025')?.core.facts).not.toHaveProperty('typeName');
      const urgent = states.filter(({ core }) => core.facts?.urgency === 'hoa_toc');
      expect(urgent).toHaveLength(1);
    },
    4 * MINUTES,
  );

  it(
    'stand in the files bucket byte for byte',
    async () => {
      const bucket = ground.training.outputs['FilesBucket'] ?? '';
      const files = createDocumentFiles(ground.training.clients.s3, bucket);
      const hashes = records.flatMap((record) => hashOfRecord(record) ?? []);
      expect(hashes).toHaveLength(19);
      for (const hash of hashes) expect(sha256Of(await files.read(hash))).toBe(hash);
      const named = (await ground.states()).flatMap(({ core }) => core.files);
      expect(named.map(({ sha256 }) => sha256).toSorted()).toEqual(hashes.toSorted());
    },
    MINUTES,
  );

  it('tell nobody and open no work, being old', async () => {
    expect(ground.training.office.sms.outbox()).toEqual([]);
  });

  it(
    'change nothing when all of it is run once more',
    async () => {
      const before = plain(await ground.states());
      expect(countsOf(await run({ declaration }, 'declared'))).toMatchObject({ before: 45 });
      expect(countsOf(await run({ declaration }, 'declared-again'))).toMatchObject({
        released: 45,
      });
      expect(plain(await ground.states())).toBe(before);
    },
    3 * MINUTES,
  );

  it('left no fault behind', () => {
    expect(ground.faults).toEqual([]);
  });
});

describe('A book with rows that are wrong', () => {
  const mapping = {
    version: 1,
    documentId: 'Mã',
    direction: 'incoming',
    fields: {
      abstract: 'Trích yếu',
      issuer: 'Tác giả',
      issuedOn: 'Ngày',
      secrecy: 'Độ mật',
    },
    files: { main: 'Tệp' },
  };
  const SECRET = 'Chuyện không ai được biết';
  const rows = [
    'Mã,Trích yếu,Tác giả,Ngày,Độ mật,Tệp,Cột lạ',
    'D1,Văn bản thường,Sở A,01/02/2026,Thường,,x',
    `D2,${SECRET},Sở A,01/02/2026,Mật,bi-mat.pdf,x`,
    'D3,Ngày sai,Sở A,31/02/2026,Thường,,x',
    'D4,Tệp thiếu,Sở A,,Thường,khong-co.pdf,x',
    'D5,Tệp ngoài,Sở A,,Thường,../../etc/passwd,x',
    'D6,Không phải PDF,Sở A,,Thường,gia.pdf,x',
    'D1,Mã trùng,Sở A,,Thường,,x',
    'D8,Không ghi mức,Sở A,,,,x',
    'D9,Có chữ tài liệu mật trong trích yếu,Sở A,,,,x',
    ',Không mã,Sở A,,Thường,,x',
  ];

  it(
    'takes the good ones and tells of the others by row, column and code, quoting nothing',
    async () => {
      const at = (name: string) => join(ground.scratch, name);
      writeFileSync(at('so.csv'), `${rows.join('\n')}\n`);
      writeFileSync(at('so.json'), JSON.stringify(mapping));
      writeFileSync(at('gia.pdf'), 'no PDF at all');
      writeFileSync(at('bi-mat.pdf'), `%PDF-1.4 ${SECRET} startxref`);
      const result = await run(
        {
          metadata: at('so.csv'),
          mapping: at('so.json'),
          files: ground.scratch,
          declaration,
        },
        'book',
      );
      expect(countsOf(result)).toMatchObject({
        rows: 10,
        accepted: 2,
        held: 1,
        failed: 7,
        unknownColumns: ['Cột lạ'],
      });
      expect(result.exitCode).toBe(1);
      const report = readFileSync(at('book.csv'), 'utf8');
      const told = report
        .split('\n')
        .slice(1)
        .filter((line) => line !== '')
        .map((line) => line.split(',').slice(0, 3).join(' '));
      expect(told.toSorted()).toEqual([
        '11 Mã ID_MISSING',
        '3  SECRET_REFUSED',
        '4 Ngày VALUE_NOT_DATE',
        '5 Tệp FILE_MISSING',
        '6 Tệp FILE_OUTSIDE',
        '7 Tệp NOT_PDF',
        '8  ID_REPEATED',
      ]);
      for (const text of [report, JSON.stringify(result), readFileSync(at('book.journal'), 'utf8')])
        for (const word of [SECRET, 'bi-mat', 'D2,', 'Ngày sai', '31/02'])
          expect(text).not.toContain(word);
    },
    2 * MINUTES,
  );

  it(
    'leaves the secret row and its file outside the office (R1)',
    async () => {
      const states = await ground.states();
      expect(states.map(({ documentId }) => documentId)).not.toContain(documentIdOf('desk', 'D2'));
      expect(
        states.find(({ documentId }) => documentId === documentIdOf('desk', 'D9')),
      ).toMatchObject({ core: { status: 'held' }, screening: { causes: ['secrecy-word'] } });
    },
    MINUTES,
  );

  it('keeps in the history who declared the grade, and why (R8)', async () => {
    const { openTables } = await import('../../lib/cli/office/register.dynamo.ts');
    const tables = openTables((await ground.context()).address);
    const lines = await tables.reader.history(documentIdOf('desk', 'D8'));
    tables.close();
    expect(lines[0]).toMatchObject({
      action: 'document.received',
      by: 'van-thu',
      to: 'pending',
      reason: declaration.reason,
    });
  });
});
