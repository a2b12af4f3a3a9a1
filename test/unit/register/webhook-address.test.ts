import { describe, expect, it } from '@jest/globals';
import { kindOfAddress } from '../../../lib/register/webhook-address.ts';
import { checkWebhookUrl, readWebhookUrl } from '../../../lib/register/webhook-url.ts';

const refused = (code: string) => expect.objectContaining({ code });
const codeOf = (url: string, allowPrivate: boolean): string => {
  try {
    readWebhookUrl(url, allowPrivate);
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('Where an address leads', () => {
  it.each([
    ['113.160.92.202', 'public'],
    ['2405:4800::1', 'public'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['127.0.0.1', 'private'],
    ['127.8.8.8', 'private'],
    ['::1', 'private'],
    ['fd12:3456::1', 'private'],
    ['169.254.169.254', 'never'],
    ['169.254.170.2', 'never'],
    ['100.100.100.200', 'never'],
    ['0.0.0.0', 'never'],
    ['224.0.0.1', 'never'],
    ['255.255.255.255', 'never'],
    ['fe80::1', 'never'],
    ['fe80::1%eth0', 'never'],
    ['fd00:ec2::254', 'never'],
    ['ff02::1', 'never'],
    ['::', 'never'],
    ['not an address', 'never'],
  ])('%s is %s', (address, kind) => {
    expect(kindOfAddress(address)).toBe(kind);
  });

  it.each([
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:a9fe:a9fe', 'never'],
    ['::ffff:113.160.92.202', 'public'],
    ['64:ff9b::169.254.169.254', 'never'],
    ['64:ff9b::113.160.92.202', 'public'],
    ['2002:7f00:1::', 'private'],
    ['::127.0.0.1', 'private'],
  ])('%s, which carries an IPv4 address, is %s', (address, kind) => {
    expect(kindOfAddress(address)).toBe(kind);
  });
});

describe('The address of a webhook', () => {
  it.each([
    ['https://e-office.ubdt.gov.vn/answers?from=vanthu', 'taken', 'taken'],
    ['https://113.160.92.202:8443/', 'taken', 'taken'],
    ['http://e-office.ubdt.gov.vn/', 'WEBHOOK_URL_NOT_HTTPS', 'WEBHOOK_URL_NOT_HTTPS'],
    ['ftp://e-office.ubdt.gov.vn/', 'WEBHOOK_URL_NOT_HTTPS', 'WEBHOOK_URL_NOT_HTTPS'],
    ['file:///etc/passwd', 'WEBHOOK_URL_INVALID', 'WEBHOOK_URL_INVALID'],
    ['e-office.ubdt.gov.vn', 'WEBHOOK_URL_INVALID', 'WEBHOOK_URL_INVALID'],
    ['https://user:pass@e-office.gov.vn/', 'WEBHOOK_URL_INVALID', 'WEBHOOK_URL_INVALID'],
    ['https://e-office.gov.vn/#x', 'WEBHOOK_URL_INVALID', 'WEBHOOK_URL_INVALID'],
    [`https://e-office.gov.vn/${'x'.repeat(500)}`, 'WEBHOOK_URL_INVALID', 'WEBHOOK_URL_INVALID'],
    // Only the registered address itself may do without TLS, never a local mode of ours.
    ['http://127.0.0.1:8080/', 'WEBHOOK_URL_NOT_HTTPS', 'taken'],
    ['http://localhost:8080/', 'WEBHOOK_URL_NOT_HTTPS', 'WEBHOOK_URL_NOT_HTTPS'],
    ['http://127.0.0.2/', 'WEBHOOK_URL_NOT_HTTPS', 'WEBHOOK_URL_NOT_HTTPS'],
    ['https://localhost/', 'WEBHOOK_ADDRESS_PRIVATE', 'taken'],
    ['https://localhost./', 'WEBHOOK_ADDRESS_PRIVATE', 'taken'],
    ['https://e-office/', 'WEBHOOK_ADDRESS_PRIVATE', 'taken'],
    ['https://e-office.internal/', 'WEBHOOK_ADDRESS_PRIVATE', 'taken'],
    ['https://10.0.0.8/', 'WEBHOOK_ADDRESS_PRIVATE', 'taken'],
    ['https://0x0a000008/', 'WEBHOOK_ADDRESS_PRIVATE', 'taken'],
    ['https://167772168/', 'WEBHOOK_ADDRESS_PRIVATE', 'taken'],
    ['https://[::1]/', 'WEBHOOK_ADDRESS_PRIVATE', 'taken'],
    ['https://169.254.169.254/latest/', 'WEBHOOK_ADDRESS_PRIVATE', 'WEBHOOK_ADDRESS_PRIVATE'],
    ['https://[::ffff:169.254.169.254]/', 'WEBHOOK_ADDRESS_PRIVATE', 'WEBHOOK_ADDRESS_PRIVATE'],
    ['https://[fd00:ec2::254]/', 'WEBHOOK_ADDRESS_PRIVATE', 'WEBHOOK_ADDRESS_PRIVATE'],
  ])('%s: %s; where private ones are allowed: %s', (url, normally, allowed) => {
    expect([codeOf(url, false), codeOf(url, true)]).toEqual([normally, allowed]);
  });

  it('is registered only if its name leads to the Internet, with every address it has', async () => {
    const url = 'https://e-office.ubdt.gov.vn/answers';
    const leadsTo = (addresses: readonly string[], allowPrivate = false) =>
      checkWebhookUrl(url, allowPrivate, async () => addresses);
    await expect(leadsTo(['113.160.92.202', '2405:4800::1'])).resolves.toBe(url);
    await expect(leadsTo(['113.160.92.202', '10.0.0.8'])).rejects.toEqual(
      refused('WEBHOOK_ADDRESS_PRIVATE'),
    );
    await expect(leadsTo(['10.0.0.8'], true)).resolves.toBe(url);
    await expect(leadsTo(['169.254.169.254'], true)).rejects.toEqual(
      refused('WEBHOOK_ADDRESS_PRIVATE'),
    );
    await expect(leadsTo([])).rejects.toEqual(refused('WEBHOOK_HOST_UNKNOWN'));
  });
});
