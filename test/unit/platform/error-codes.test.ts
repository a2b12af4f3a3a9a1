import { describe, expect, it } from '@jest/globals';
import { errorTextOf, errorTexts } from '../../../lib/platform/error-texts.vi.ts';
import { documentedErrors, scanCodes } from './scan-codes.ts';

const scanned = scanCodes();
const documented = new Map(documentedErrors().map((row) => [row.code, row]));
/** Given by the HTTP stack itself for whatever has no code. */
const ofTheStack = ['BUSY', 'INTERNAL'];

/** No sender meets what these give: they verify, publish or send SMS. */
const inside = (path: string): boolean =>
  /^lib\/(notices|portal|kernel)\/|^lib\/signing\/(verify|cms)\//.test(path);

const reachSender = [...scanned].filter(([, paths]) => !paths.every(inside)).map(([code]) => code);

describe('Every code the sources give', () => {
  it('was found: the scan knows codes of each kind of source', () => {
    for (const code of ['BAD_JSON', 'ALREADY_KNOWN', 'NOT_PDF', 'CERT_EXPIRED', 'SMS_TIMED_OUT'])
      expect([...scanned.keys()]).toContain(code);
    expect(scanned.size).toBeGreaterThan(80);
  });

  it.each([...scanned.keys()])('%s is explained in docs/errors.md', (code) => {
    expect(documented.get(code)?.text).toBeTruthy();
    expect(documented.get(code)?.remedy).toBeTruthy();
  });

  it.each(reachSender)('%s has a text of its own for the sender', (code) => {
    expect(Object.hasOwn(errorTexts, code)).toBe(true);
  });
});

describe('docs/errors.md', () => {
  it.each(Object.entries(errorTexts))('tells status and text of %s as they are', (code, error) => {
    expect(documented.get(code)).toMatchObject({ status: String(error.status), text: error.text });
  });

  it('tells of no code that nothing gives', () => {
    const given = new Set([...scanned.keys(), ...ofTheStack]);
    expect([...documented.keys()].filter((code) => !given.has(code))).toEqual([]);
    expect(Object.keys(errorTexts).filter((code) => !given.has(code))).toEqual([]);
  });

  it('has one row for each code', () => {
    expect(documentedErrors()).toHaveLength(documented.size);
  });
});

describe('The texts', () => {
  it.each(Object.entries(errorTexts))('%s is a Vietnamese sentence and no success', (_, error) => {
    expect(error.text).toMatch(/[ăâđêôơưàáảãạấầẩẫậèéẻẽẹếềểễệìíỉĩịòóỏõọốồổỗộớờởỡợùúủũụứừửữựỳýỷỹỵ]/i);
    expect(error.text).toBe(error.text.normalize('NFC'));
    expect(error.text.endsWith('.')).toBe(true);
    expect(error.status).toBeGreaterThanOrEqual(400);
  });

  it('are filled with their facts', () => {
    expect(errorTextOf('BODY_TOO_LARGE', { limit: '65536' }).text).toContain('65536 byte');
    expect(errorTextOf('STALE_EVENT', {}).text).toContain('(…)');
  });

  it.each(['NO_SUCH_CODE', 'constructor', '__proto__', 'toString'])(
    'a code without a text (%s) is a failure of ours',
    (code) => {
      expect(errorTextOf(code, {})).toEqual(errorTexts['INTERNAL']);
    },
  );
});
