import { describe, expect, it } from '@jest/globals';
import type { DocumentId } from '../../../../lib/kernel/ids.ts';
import { columnsOf } from '../../../../lib/register/books/book.ts';
import { rowOf } from '../../../../lib/register/books/row.ts';
import { type StateName, stateNames, states } from '../document-states.ts';
import { entryOf, incoming, NAMES, numbered, outgoing, TODAY } from './book-documents.ts';

const cells = (
  book: Parameters<typeof rowOf>[0],
  entry: Parameters<typeof rowOf>[1],
): Readonly<Record<string, string>> => rowOf(book, entry, NAMES, TODAY)?.cells ?? {};

describe('The columns', () => {
  it('of the book of outgoing documents are the ten of Appendix IV', () => {
    expect(columnsOf('outgoing').map(({ title }) => title)).toEqual([
      'Số, ký hiệu văn bản',
      'Ngày tháng văn bản',
      'Tên loại và trích yếu nội dung văn bản',
      'Người ký',
      'Nơi nhận văn bản',
      'Đơn vị, người nhận bản lưu',
      'Số lượng bản',
      'Ngày chuyển',
      'Ký nhận',
      'Ghi chú',
    ]);
  });

  it('of the book of incoming documents are ten, from the day of arrival to the note', () => {
    const titles = columnsOf('incoming').map(({ title }) => title);
    expect(titles).toHaveLength(10);
    expect([titles[0], titles[1], titles[9]]).toEqual(['Ngày đến', 'Số đến', 'Ghi chú']);
  });

  it.each(['incoming', 'outgoing', 'copies', 'progress'] as const)(
    'of %s are those a row fills, no more and no fewer',
    (book) => {
      const entry = numbered(7);
      const keys = columnsOf(book === 'copies' ? 'incoming' : book).map(({ key }) => key);
      expect(Object.keys(cells(book === 'copies' ? 'incoming' : book, entry)).toSorted()).toEqual(
        keys.toSorted(),
      );
    },
  );
});

describe('A line of the incoming book', () => {
  it('holds number, date, issuer, code, type and abstract', () => {
    expect(cells('incoming', entryOf(incoming()))).toMatchObject({
      arrivedOn: '23/11/2026',
      number: '07',
      issuer: 'Văn phòng Chính phủ',
      code: '2132/VPCP-V.III',
      issuedOn: '18/11/2026',
      abstract: 'Báo cáo: Báo cáo sơ kết Chiến lược công tác dân tộc',
      note: '',
    });
  });

  it('has the day it came, not the day it was issued or numbered', () => {
    const came = { createdAt: '2026-01-05T02:00:00Z' };
    const lastYear = incoming({ core: came }, { issuedOn: '2025-12-28' });
    const givenNumber = {
      ...lastYear,
      numbering: { rev: 1, status: 'given', code: '12' },
    } as const;
    const row = rowOf('incoming', entryOf(givenNumber), NAMES, TODAY);
    expect(row?.cells['arrivedOn']).toBe('05/01/2026');
    expect(row?.place.date).toBe('2026-01-05');
    const held = numbered(7, '2026-01-09', { core: { arrivedOn: '2026-01-05' } });
    expect(cells('incoming', held)['arrivedOn']).toBe('05/01/2026');
    expect(rowOf('incoming', held, NAMES, TODAY)?.place.date).toBe('2026-01-09');
  });

  it('of old records has no day of arrival that nobody wrote down', () => {
    const old = incoming({ core: { historical: true } }, { issuedOn: '1999-09-07' });
    const givenNumber = { ...old, numbering: { rev: 1, status: 'given', code: '12' } } as const;
    const row = rowOf('incoming', entryOf(givenNumber), NAMES, TODAY);
    expect(row?.cells['arrivedOn']).toBe('');
    expect(row?.place.date).toBe('1999-09-07');
  });

  it('names who leads and who co-operates, and the day it was handed over', () => {
    const assignment = {
      order: '0000|2026-11-24T18:30:00.000Z|x',
      leadId: 'vt1',
      cooperatingIds: ['vt2'],
      assignedBy: 'ld1',
    };
    expect(cells('incoming', entryOf(incoming({ core: { assignment } })))).toMatchObject({
      receiver: 'Vụ Chính sách Dân tộc (Lò Văn Minh Họa). Phối hợp: Vụ Tổng hợp (Ksor H’Mẫu)',
      // 18:30 UTC is the next day in Vietnam.
      handedOn: '25/11/2026',
    });
  });

  it('names those who are told while nobody was assigned, and an unknown person by the id', () => {
    const state = incoming({ core: { recipients: ['vt1', 'nobody'] } });
    expect(cells('incoming', entryOf(state))['receiver']).toBe(
      'Vụ Chính sách Dân tộc (Lò Văn Minh Họa); nobody',
    );
  });

  it.each<[string, Parameters<typeof incoming>[0], string]>([
    ['paper without a file', { core: { files: [] } }, 'Bản giấy'],
    ['a recalled document', { core: { status: 'recalled' } }, 'Đã thu hồi'],
    ['a replaced document', { core: { status: 'replaced' } }, 'Đã được thay thế'],
    [
      'a returned document',
      { core: { status: 'returned', sentBack: { order: '', by: 'x', reason: 'Gửi nhầm' } } },
      'Đã trả lại nơi gửi: Gửi nhầm',
    ],
  ])('says of %s what became of it', (_, blocks, note) => {
    expect(cells('incoming', entryOf(incoming(blocks)))['note']).toBe(note);
  });

  it('names the document that corrects or replaces it, where that stands in a book', () => {
    const by = 'b'.repeat(26) as DocumentId;
    const state = incoming({
      core: {
        status: 'replaced',
        takenBack: { order: '1', replacedBy: by },
        corrections: [{ order: '1', by, reason: 'Sai ngày' }],
      },
    });
    const entry = { ...entryOf(state), codes: new Map([[by as string, '98/QĐ-UBDT']]) };
    expect(cells('incoming', entry)['note']).toBe(
      'Được thay thế bằng văn bản số 98/QĐ-UBDT; Đính chính tại văn bản số 98/QĐ-UBDT',
    );
  });

  it('keeps a void number with its reason, also where its document was recalled', () => {
    const state = incoming({ numbering: { status: 'void' }, core: { status: 'recalled' } });
    const row = rowOf('incoming', { ...entryOf(state), voidReason: 'Vào nhầm sổ' }, NAMES, TODAY);
    expect(row?.status).toBe('void');
    expect(row?.cells['note']).toBe('Hủy số: Vào nhầm sổ');
  });

  it('shows a void number that no document has', () => {
    const entry = {
      kind: 'void',
      seriesId: 'den',
      year: 2026,
      n: 8,
      date: '2026-11-20',
      reason: 'Khôi phục',
    } as const;
    expect(cells('incoming', entry)).toMatchObject({
      number: '08',
      arrivedOn: '20/11/2026',
      note: 'Hủy số: Khôi phục',
      abstract: '',
    });
  });
});

describe('A line of the outgoing book', () => {
  it('has the whole code, the keeper of the file copy and the number of copies', () => {
    const state = outgoing(
      {},
      {
        addressees: ['Như trên', 'Bộ Tài chính', 'Lưu: VT, CSDT'],
        copyCount: 5,
        signerName: 'Hoàng Thị Ví Dụ',
      },
    );
    expect(cells('outgoing', entryOf(state))).toMatchObject({
      code: '07/UBDT-VP',
      issuedOn: '23/11/2026',
      signer: 'Hoàng Thị Ví Dụ',
      addressees: 'Như trên; Bộ Tài chính',
      keeper: 'VT, CSDT',
      copies: '05',
    });
  });

  it('names the signer of the directory, and says that it is not issued yet', () => {
    const state = outgoing({
      signing: { status: 'seal_waiting', signerId: 'ld1', code: '07/QĐ-UBDT' },
    });
    const row = rowOf('outgoing', entryOf(state), NAMES, TODAY);
    expect(row?.status).toBe('unissued');
    expect(row?.cells).toMatchObject({
      code: '07/QĐ-UBDT',
      signer: 'Nguyễn Văn Mẫu',
      note: 'Chưa phát hành',
    });
  });
});

describe('A line of the book of copies', () => {
  const copy = {
    copyId: 'c1',
    documentId: 'a'.repeat(26) as DocumentId,
    form: 'TrS',
    count: 3,
    addressees: ['Sở Nội vụ'],
    madeBy: 'van-thu',
    madeAt: '2026-11-23T02:00:00Z',
    signerId: 'ld1',
    n: 1,
    year: 2026,
    date: '2026-11-23',
    code: '01/TrS-UBDT',
  } as const;

  it('says what was copied, in which form, for whom', () => {
    expect(
      cells('copies', {
        kind: 'copy',
        copy: { ...copy, addressees: ['Sở Nội vụ'] },
        original: incoming(),
      }),
    ).toEqual({
      code: '01/TrS-UBDT',
      issuedOn: '23/11/2026',
      kind: 'Trích sao',
      original: '2132/VPCP-V.III ngày 18/11/2026',
      issuer: 'Văn phòng Chính phủ',
      abstract: 'Báo cáo: Báo cáo sơ kết Chiến lược công tác dân tộc',
      signer: 'Nguyễn Văn Mẫu',
      addressees: 'Sở Nội vụ',
      copies: '03',
      note: '',
    });
  });

  it('keeps its number and says nothing of an original that stands in no book', () => {
    const shown = cells('copies', {
      kind: 'copy',
      copy: { ...copy, addressees: [] },
      original: states.held,
    });
    expect(shown).toMatchObject({ code: '01/TrS-UBDT', original: '', abstract: '', issuer: '' });
  });
});

describe('A line of the register of work in progress', () => {
  const assignment = {
    order: '0000|2026-11-02T02:00:00.000Z|x',
    leadId: 'vt1',
    cooperatingIds: ['vt2'],
    assignedBy: 'ld1',
    dueOn: '2026-11-20',
  };

  it.each([
    ['overdue by calendar days', { assignment }, 'Quá hạn 3 ngày'],
    ['under way', { assignment: { ...assignment, dueOn: TODAY } }, 'Đang giải quyết'],
    [
      'done',
      { assignment, completion: { order: '0000|2026-11-19T02:00:00.000Z|y', personId: 'vt1' } },
      'Đã giải quyết ngày 19/11/2026',
    ],
    [
      'asked for again after it was done',
      { assignment, completion: { order: '0000|2026-11-01T02:00:00.000Z|y', personId: 'vt1' } },
      'Quá hạn 3 ngày',
    ],
    ['taken back', { assignment, status: 'recalled' }, 'Thôi giải quyết'],
  ] as const)('tells of work that is %s', (_, core, word) => {
    const row = cells('progress', entryOf(incoming({ core: core as never })));
    expect(row['progress']).toBe(word);
    expect(row['receiver']).toBe('Vụ Chính sách Dân tộc (Lò Văn Minh Họa)');
    expect(row['cooperating']).toBe('Vụ Tổng hợp (Ksor H’Mẫu)');
  });
});

describe('Held and secret documents (R1)', () => {
  const unregistered = stateNames.filter((name: StateName) => {
    const state = states[name];
    return state !== undefined && state.numbering.status === 'none';
  });

  it.each(unregistered)('a document that is %s has no line in any book', (name) => {
    const state = states[name];
    if (state === undefined) throw new Error('unreachable');
    for (const book of ['incoming', 'outgoing', 'copies', 'progress'] as const)
      expect(rowOf(book, entryOf(state), NAMES, TODAY)).toBeUndefined();
  });

  it.each([
    ['held', { core: { status: 'held' } }],
    ['refused', { core: { status: 'refused' } }],
    ['being screened', { screening: { status: 'pending' } }],
    ['refused in screening', { screening: { status: 'refused' } }],
  ] as const)(
    'a document that is %s has no line even if it had a number and facts',
    (_, blocks) => {
      expect(rowOf('incoming', entryOf(incoming(blocks)), NAMES, TODAY)).toBeUndefined();
    },
  );
});
