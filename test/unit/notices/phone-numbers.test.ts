import { describe, expect, test } from '@jest/globals';
import { type MobilePhone, maskPhone } from '../../../lib/notices/mobile-phone.ts';
import { readPhoneNumber } from '../../../lib/notices/phone-numbers.ts';

describe('reading a phone number', () => {
  test.each([
    '0912345678',
    '912345678',
    '84912345678',
    '+84912345678',
    '0084912345678',
    '+84 (0) 912 345 678',
    '(+84) 912-345-678',
    ' 0912.345.678 ',
    "'0912345678",
    '0912\u00a0345\u2009678',
    '\u202a0912345678\u202c',
    '0912\u200b345678\ufeff',
    '０９１２３４５６７８',
    '0912–345–678',
  ])('%j is one number', (text) => {
    expect(readPhoneNumber(text)).toEqual({ kind: 'phone', phone: '+84912345678' });
  });

  test('a number that begins with 084 keeps its prefix without a leading 0', () => {
    expect(readPhoneNumber('842345678')).toEqual({ kind: 'phone', phone: '+84842345678' });
  });

  test.each([
    ['', 'PHONE_EMPTY'],
    [' \u200b ', 'PHONE_EMPTY'],
    ['0912 345 678 (a Nam)', 'PHONE_LETTERS'],
    ['O912345678', 'PHONE_LETTERS'],
    ['0912345678; 0987654321', 'PHONE_SEVERAL'],
    ['0912345678/0987654321', 'PHONE_SEVERAL'],
    ['0912345678\n0987654321', 'PHONE_SEVERAL'],
    ['0912345678 0987654321', 'PHONE_SEVERAL'],
    ['+84912345678 +84987654321', 'PHONE_SEVERAL'],
    ['0912*345678', 'PHONE_CHARACTERS'],
    ['0912+345678', 'PHONE_CHARACTERS'],
    ['+1 202 555 0123', 'PHONE_FOREIGN'],
    ['0086 139 1234 5678', 'PHONE_FOREIGN'],
    ['024 3733 4567', 'PHONE_LANDLINE'],
    ['+84 24 3733 4567', 'PHONE_LANDLINE'],
    ['091234567', 'PHONE_INVALID'],
    ['09123456789', 'PHONE_INVALID'],
    ['0112345678', 'PHONE_INVALID'],
    ['113', 'PHONE_INVALID'],
  ])('%j is refused as %s', (text, code) => {
    expect(readPhoneNumber(text)).toEqual({ kind: 'fault', code });
  });

  test.each([
    ['0168 234 5678', '+84382345678'],
    ['01202345678', '+84702345678'],
    ['+84 123 234 5678', '+84832345678'],
    ['1292345678', '+84822345678'],
    ['01862345678', '+84562345678'],
    ['01992345678', '+84592345678'],
  ])('the 11-digit number %j of before 2018 is refused with its new form', (text, suggestion) => {
    expect(readPhoneNumber(text)).toEqual({
      kind: 'fault',
      code: 'PHONE_OLD_PREFIX',
      suggestion,
    });
  });
});

test('a masked number cannot be called', () => {
  expect(maskPhone('+84912345001' as MobilePhone)).toBe('0912***001');
});
