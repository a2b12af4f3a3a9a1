import { describe, expect, it } from '@jest/globals';
import { registerRequest } from '../../../lib/desk/contract.ts';
import {
  emptyForm,
  fieldsOf,
  problemsOf,
  readDate,
  requestOf,
} from '../../../lib/desk/page/register-form.ts';

describe('the form for paper', () => {
  const filled = {
    ...emptyForm,
    secrecy: 'thuong',
    issuer: 'Sở Nội vụ',
    abstract: 'V/v họp',
    issuedOn: '5/2/2026',
    addressees: ' Văn phòng \n\nVụ Pháp chế',
    pageCount: '3',
    typeName: 'Thông báo',
  };

  it('says what is missing or wrong in the order of its fields', () => {
    const wrong = { ...filled, secrecy: '', issuedOn: '30/02/2026', pageCount: '0' };
    expect(problemsOf(wrong).map(({ name }) => name)).toEqual(['secrecy', 'issuedOn', 'pageCount']);
    expect(problemsOf(filled)).toEqual([]);
    expect(problemsOf({ ...filled, addressees: 'x'.repeat(301) })).toHaveLength(1);
  });

  it('reads dates as they are written here', () => {
    expect([readDate('5/2/2026'), readDate('05-02-2026'), readDate('29.2.2024')]).toEqual([
      '2026-02-05',
      '2026-02-05',
      '2024-02-29',
    ]);
    expect([readDate('31/04/2026'), readDate('2026-02-05'), readDate('')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('becomes a request that names no grade unless one was chosen', () => {
    expect(requestOf(filled, 'act-0001')).toEqual({
      actId: 'act-0001',
      direction: 'incoming',
      secrecy: 'thuong',
      issuer: 'Sở Nội vụ',
      abstract: 'V/v họp',
      urgency: 'thuong',
      addressees: ['Văn phòng', 'Vụ Pháp chế'],
      issuedOn: '2026-02-05',
      typeName: 'Thông báo',
      pageCount: 3,
    });
    expect(requestOf({ ...filled, secrecy: 'unknown' }, 'act-0001')).not.toHaveProperty('secrecy');
  });

  it('of an outgoing document asks for its series and the end of its code, not for a sender’s', () => {
    const outgoing = {
      ...filled,
      direction: 'outgoing',
      documentCode: '1/A',
      dueOn: '1/12/2026',
      codeSuffix: 'QĐ-UBDT',
      copyCount: '12',
    };
    const names = fieldsOf(outgoing).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['typeName', 'codeSuffix', 'seriesId']));
    const request = requestOf(outgoing, 'act-0001');
    expect(request).toMatchObject({ seriesId: 'di', codeSuffix: 'QĐ-UBDT', copyCount: 12 });
    expect(request).not.toHaveProperty('documentCode');
    expect(request).not.toHaveProperty('dueOn');
    expect(registerRequest.safeParse(request).success).toBe(true);
    expect(problemsOf({ ...outgoing, seriesId: 'den' }).map(({ name }) => name)).toEqual([
      'seriesId',
    ]);
    expect(problemsOf({ ...filled, seriesId: 'den' })).toEqual([]);
  });
});
