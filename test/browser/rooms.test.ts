import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  connectBrowser,
  findViolations,
  looks,
  openContext,
  overflowOf,
  roomIsReady,
  takePicture,
  type Watched,
} from './support/desk-page.ts';
import { ids } from './support/fake-data.vi.ts';
import { type FakeOffice, startFakeOffice } from './support/fake-office.ts';

const places = {
  held: 'tam-giu',
  'held-document': `tam-giu/${ids.held}`,
  seal: 'cho-phat-hanh',
  work: 'viec',
  review: 'ra-soat',
  duplicate: 'nghi-trung',
  incoming: 'so-den?thang=2026-11',
  progress: 'theo-doi?thang=2026-11',
  register: 'dang-ky',
  incidents: 'su-co',
  status: 'tinh-trang',
  'document-to-seal': `van-ban/${ids.seal}`,
  'document-with-long-texts': `van-ban/${ids.review}`,
  'unknown-place': 'khong-co',
} as const;

let browser: Browser;
let office: FakeOffice;
beforeAll(async () => {
  [browser, office] = await Promise.all([connectBrowser(), startFakeOffice()]);
});
afterAll(async () => {
  await Promise.all([browser.close(), office.close()]);
});

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${office.url}/desk/${path}`);
  if (path === places['unknown-place']) await page.locator('#room-title').waitFor();
  else await roomIsReady(page);
};

describe.each(looks)('at $width pixels, $theme', (look) => {
  const { width, theme } = look;
  let watched: Watched;
  let page: Page;
  beforeAll(async () => {
    watched = await openContext(browser, look);
    await watched.context.addInitScript(
      // Frames that the tools open on their way have no storage.
      `if (location.origin !== 'null') sessionStorage.setItem('desk:session', '{"accessToken":"t","expiresAt":9e15}')`,
    );
    page = await watched.context.newPage();
  });
  afterAll(async () => {
    await watched.context.close();
  });

  it.each(Object.entries(places))(
    '%s has no fault axe knows, and is not too wide',
    async (name, path) => {
      await open(page, path);
      await takePicture(page, `${name}-${width}-${theme}`);
      expect(await findViolations(page)).toEqual([]);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      expect(watched.faults).toEqual([]);
    },
  );

  it('the question before an act and the keys have no fault either', async () => {
    await open(page, places['document-to-seal']);
    await page.keyboard.press('h');
    await page.locator('dialog textarea').waitFor();
    await takePicture(page, `question-${width}-${theme}`);
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.locator('dialog dl.shortcuts').waitFor();
    await takePicture(page, `keys-${width}-${theme}`);
    expect(await findViolations(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  });

  it('the form says what is wrong beside each field, without a fault', async () => {
    await open(page, places.register);
    await page.getByLabel('Ngày văn bản').fill('31/02/2026');
    await page.getByRole('button', { name: 'Đăng ký', exact: true }).click();
    await page.getByText('Còn 4 chỗ cần sửa').waitFor();
    await takePicture(page, `register-problems-${width}-${theme}`);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Xóa hết' }).click();
  });

  it('an empty list, a list that cannot be read and a lost network are told', async () => {
    office.answer = ({ path }) =>
      path.startsWith('to-dos/held') ? { status: 200, body: { rows: [] } } : undefined;
    await open(page, places.held);
    expect(await page.getByText('Không có văn bản nào đang tạm giữ.').count()).toBe(1);
    office.answer = ({ path }) => (path.startsWith('to-dos/seal') ? 'broken' : undefined);
    await open(page, places.seal);
    expect(await page.getByRole('alert').innerText()).toContain('Không kết nối được với hệ thống');
    await watched.context.setOffline(true);
    await page.getByText('Máy đang mất kết nối mạng').waitFor();
    await takePicture(page, `offline-${width}-${theme}`);
    expect(await findViolations(page)).toEqual([]);
    await watched.context.setOffline(false);
    office.answer = () => undefined;
  });
});
