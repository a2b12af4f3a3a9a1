import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandContext } from '../../lib/cli/command.ts';
import { sendDeskEvent } from '../../lib/cli/desk-event.ts';
import { openTables } from '../../lib/cli/office/register.dynamo.ts';
import { type ActName, actOnDocument } from '../../lib/cli/sheet/act-on-document.ts';
import { copyDocument } from '../../lib/cli/sheet/copy-document.ts';
import { vi } from '../../lib/cli/sheet/messages.vi.ts';
import { printSheet } from '../../lib/cli/sheet/print-sheet.ts';
import { showLinks } from '../../lib/cli/sheet/show-links.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { openTrainingGround, type TrainingGround } from '../support/office/training.ts';
import { readPdfText } from '../unit/samples/read-pdf-text.ts';

const MINUTES = 60_000;
const CLERK = 'van-thu';

let ground: TrainingGround;
let context: CommandContext;

/** Enters a paper document by hand, as the desk does. */
const enter = async (key: string, direction: 'incoming' | 'outgoing'): Promise<void> => {
  const tables = openTables(context.address);
  try {
    await sendDeskEvent(context, tables, 'document.registered', {
      documentId: key,
      direction,
      secrecy: 'thường',
      documentCode: `${key}/UBND-VX`,
      abstract: 'Về việc chuẩn bị Hội nghị đánh giá công tác dân tộc',
      issuer: 'Ủy ban nhân dân tỉnh Lào Cai',
      issuedOn: '2026-11-20',
    });
    await sendDeskEvent(context, tables, 'document.assigned', {
      officeId: documentIdOf('desk', key),
      leadId: 'vu-truong-tong-hop',
      leadUnit: 'Vụ Tổng hợp',
      assignedBy: 'chanh-van-phong',
      direction: 'Chuẩn bị báo cáo trước ngày 05 tháng 12.',
    });
  } finally {
    tables.close();
  }
};

const act = (name: ActName, id: string, by?: string) =>
  actOnDocument(context, vi, name, {
    id,
    personId: CLERK,
    reason: 'Có sai sót',
    ...(by === undefined ? {} : { by }),
  });

beforeAll(async () => {
  ground = await openTrainingGround();
  context = await ground.context();
  for (const key of ['11', '12', '13', '14']) await enter(key, 'incoming');
  await enter('21', 'outgoing');
  await ground.training.office.quiet(MINUTES);
}, 5 * MINUTES);
afterAll(() => ground?.close());

describe('The clerk’s commands about one document', () => {
  it('correct and replace: both documents tell of it, by the names people use', async () => {
    const corrected = await act('correct', '11/UBND-VX', '12/UBND-VX');
    expect(corrected.lines).toEqual(['Đã ghi: 12/UBND-VX đính chính 11/UBND-VX.']);
    await act('replace', '11/UBND-VX', '13/UBND-VX');
    const { lines } = await showLinks(context, vi, '11/UBND-VX');
    expect(lines.map((line) => line.split(/ {2,}/).slice(1))).toEqual([
      ['được đính chính bởi', '12/UBND-VX'],
      ['được thay thế bởi', '13/UBND-VX'],
    ]);
    expect((await showLinks(context, vi, '13/UBND-VX')).lines[0]).toMatch(/thay thế +11\/UBND-VX$/);
  });

  it('return: once; the second clerk is told', async () => {
    expect((await act('return', '12/UBND-VX')).lines).toEqual([
      'Đã ghi: trả lại 12/UBND-VX cho nơi gửi.',
    ]);
    await expect(act('return', '12/UBND-VX')).rejects.toMatchObject({ code: 'ALREADY_RETURNED' });
    await expect(act('return', '21/UBND-VX')).rejects.toMatchObject({ code: 'NOT_INCOMING' });
    const states = await ground.states();
    const returned = states.find(({ core }) => core.facts?.documentCode === '12/UBND-VX');
    expect(returned).toMatchObject({
      core: { status: 'returned', sentBack: { by: CLERK, reason: 'Có sai sót' } },
      numbering: { status: 'allocated' },
    });
  });

  it('are for a clerk of the directory', async () => {
    const given = { id: '13/UBND-VX', reason: 'Có sai sót' };
    for (const [personId, code] of [
      ['chuyen-vien-ra-soat', 'ROLE_NOT_ALLOWED'],
      ['nobody', 'PERSON_UNKNOWN'],
    ] as const)
      await expect(
        actOnDocument(context, vi, 'recall', { ...given, personId }),
      ).rejects.toMatchObject({ code });
  });

  it('copy: tells the number as soon as it is given, one sequence for all forms', async () => {
    const copy = (form: 'SY' | 'TrS' | 'SL') =>
      copyDocument(context, vi, {
        id: '13/UBND-VX',
        personId: CLERK,
        form,
        count: 3,
        addressees: ['Các Vụ, đơn vị'],
      });
    expect((await copy('SY')).lines).toEqual(['Bản sao 01/SY-UBDT của 13/UBND-VX.']);
    expect((await copy('TrS')).lines).toEqual(['Bản sao 02/TrS-UBDT của 13/UBND-VX.']);
    const { lines } = await showLinks(context, vi, '13/UBND-VX');
    expect(lines.at(-1)).toMatch(/bản sao +02\/TrS-UBDT · 3 bản · Các Vụ, đơn vị$/);
  });
});

describe('The sheet, by command', () => {
  it('is written as PDF and as a page, with the direction and the people by name', async () => {
    const [pdf, html] = ['sheet.pdf', 'sheet.html'].map((name) => join(ground.scratch, name));
    await printSheet(context, vi, { id: '14/UBND-VX', out: pdf ?? '' });
    await printSheet(context, vi, { id: '14/UBND-VX', out: html ?? '' });
    const [page = ''] = readPdfText(readFileSync(pdf ?? ''));
    const printed = [page.replace(/\s+/g, ' '), readFileSync(html ?? '', 'utf8')];
    for (const text of printed)
      for (const word of [
        'ỦY BAN DÂN TỘC',
        'Hà Nội, ngày',
        'Chuẩn bị báo cáo trước ngày 05 tháng 12.',
        'Vụ Tổng hợp (',
        'CHÁNH VĂN PHÒNG',
        'Bản tập huấn',
      ])
        expect(text.toLocaleLowerCase('vi')).toContain(word.toLocaleLowerCase('vi'));
  });

  it('is not there of an outgoing document, nor in another form', async () => {
    const out = join(ground.scratch, 'none.pdf');
    await expect(printSheet(context, vi, { id: '21/UBND-VX', out })).rejects.toMatchObject({
      code: 'NO_SHEET',
    });
    expect(() => printSheet(context, vi, { id: '14/UBND-VX', out: 'x.doc' })).toThrow(
      expect.objectContaining({ code: 'SHEET_FORMAT' }),
    );
  });
});
