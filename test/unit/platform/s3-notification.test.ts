import { describe, expect, it } from '@jest/globals';
import { notifiedKeys } from '../../../lib/platform/s3-notification.ts';

/** S3 writes keys as a form would: percent-encoded UTF-8, spaces as `+`. */
const encoded = (key: string): string =>
  encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
const notification = (...keys: string[]): string =>
  JSON.stringify({
    Records: keys.map((key) => ({ s3: { object: { key: encoded(key), size: 1 } } })),
  });

describe('Keys a notification names', () => {
  it.each([
    'e-office/a.json',
    'e-office/Công văn số 5.json',
    'e-office/a+b.json',
    'e-office/100%.json',
    'e-office/a&b=c?.json',
    'e-office/..%2f..json',
    'incoming/open/"x"',
    'tệp\u{1f4c4}.json',
  ])('%j comes back as it was', (key) => {
    expect(notifiedKeys(notification(key))).toEqual([key]);
  });

  it('are several in their order, and none in the test message S3 sends once', () => {
    expect(notifiedKeys(notification('b', 'a'))).toEqual(['b', 'a']);
    expect(notifiedKeys(JSON.stringify({ Event: 's3:TestEvent', Bucket: 'x' }))).toEqual([]);
  });

  it('cannot be read from another message, which then goes to the dead letters', () => {
    for (const body of ['', 'x', '[]', '{"Records":[{}]}', '{"Records":7}'])
      expect(() => notifiedKeys(body)).toThrow();
  });
});
