import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  connectBrowser,
  findViolations,
  openContext,
  overflowOf,
  roomIsReady,
  takePicture,
  type Watched,
} from './support/desk-page.ts';
import { type RealOffice, startRealOffice } from './support/real-office.ts';

const CLERK = 'Phạm Thị Văn Thư';
const SECOND_CLERK = 'Trần Văn Trình Diễn';
const OFFICER = 'Vàng A Mẫu';
const SOON = { timeout: 30_000 };

let browser: Browser;
let office: RealOffice;
const opened: Watched[] = [];

beforeAll(async () => {
  [browser, office] = await Promise.all([connectBrowser(), startRealOffice()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
}, 60_000);

/** Presses Tab until what has the focus says this. */
const tabTo = async (page: Page, text: string): Promise<void> => {
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (at.includes(text) && at.length < 400) return;
  }
  throw new Error(`Tab does not come to "${text}"`);
};

/** Signs in by keyboard alone. */
const signIn = async (name: string, look?: Parameters<typeof openContext>[1]): Promise<Page> => {
  const watched = await openContext(browser, look);
  opened.push(watched);
  const page = await watched.context.newPage();
  await page.goto(office.deskUrl);
  await page.getByRole('button', { name: 'Đăng nhập' }).waitFor();
  await tabTo(page, 'Đăng nhập');
  await page.keyboard.press('Enter');
  await page.locator('button[name=person]').first().waitFor();
  await tabTo(page, name);
  await page.keyboard.press('Enter');
  await roomIsReady(page);
  return page;
};

const openDocument = async (page: Page, id: string): Promise<void> => {
  await page.goto(`${office.deskUrl}/van-ban/${id}`);
  await roomIsReady(page);
};

const giveReason = async (page: Page, key: string, reason: string): Promise<void> => {
  await page.keyboard.press(key);
  await page.locator('dialog textarea').waitFor();
  await page.keyboard.type(reason);
  await page.keyboard.press('Control+Enter');
};

const result = (page: Page) => page.locator('.result');
const stateOf = (page: Page, concern: string) => page.locator(`.fact.${concern} dd`);

describe('the clerk, by keyboard alone', () => {
  let page: Page;
  beforeAll(async () => {
    page = await signIn(CLERK);
  });

  it('is greeted by name and finds what waits', async () => {
    expect(await page.locator('.person strong').innerText()).toBe(CLERK);
    expect(await page.locator('ul.rows li').count()).toBe(office.held.length);
    await takePicture(page, 'office-held');
  });

  it('opens a held document, reads it, and declares it ordinary', async () => {
    await page.keyboard.press('l');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Văn bản tạm giữ' }).waitFor();
    await roomIsReady(page);
    const id = page.url().split('/').at(-1) ?? '';
    const title = await page.locator('.fact.abstract dd').innerText();
    expect(title.length).toBeGreaterThan(10);
    await takePicture(page, 'office-held-document');
    await giveReason(page, 'k', 'Đã đối chiếu bản giấy: không đóng dấu độ mật');
    await result(page).waitFor(SOON);
    expect(await result(page).innerText()).toContain('Đã ghi: văn bản không mật');
    await page.locator('.result:focus').waitFor();
    await page
      .locator(`ul.rows li`)
      .nth(office.held.length - 2)
      .waitFor();

    await openDocument(page, id);
    await stateOf(page, 'screening').getByText('thường').waitFor(SOON);
    expect(await page.locator('.history').innerText()).toContain('Đã đối chiếu bản giấy');
    expect(await page.locator('.history').innerText()).toContain(CLERK);
    await page.keyboard.press('5');
    await page.getByText(title.slice(0, 40)).first().waitFor(SOON);
    await takePicture(page, 'office-book');
  });

  it('seals exactly the version on the screen, and sees it issued', async () => {
    await page.keyboard.press('2');
    await page.locator('ul.rows').waitFor();
    await page.keyboard.press('l');
    await page.keyboard.press('Enter');
    await page.locator('.acts').waitFor();
    await page.keyboard.press('p');
    await page.locator('dialog').waitFor();
    await takePicture(page, 'office-question');
    await page.keyboard.press('Enter');
    await result(page).waitFor(SOON);
    expect(await result(page).innerText()).toContain('Đã ghi lệnh phát hành');
    await stateOf(page, 'signing').getByText('đã phát hành').waitFor(SOON);
    expect(await page.locator('.acts').getByText('Hủy số').count()).toBe(0);
    await takePicture(page, 'office-issued');
  });

  it('voids a number with its reason, which then stands in the book', async () => {
    await page.keyboard.press('2');
    await page.locator('ul.rows').waitFor();
    await page.keyboard.press('l');
    await page.keyboard.press('Enter');
    await page.locator('.acts').waitFor();
    await giveReason(page, 'h', 'Trình ký nhầm bản dự thảo');
    await result(page).waitFor(SOON);
    expect(await result(page).innerText()).toContain('Đã hủy số');
    await stateOf(page, 'numbering').getByText('hủy số').waitFor(SOON);
    await page.keyboard.press('6');
    await page.getByRole('heading', { name: 'Sổ văn bản đi' }).waitFor();
    await page.locator('tr.void').waitFor(SOON);
    expect(await page.locator('tr.void').innerText()).toContain('Trình ký nhầm bản dự thảo');
    await takePicture(page, 'office-void');
  });

  it('takes the book of the month along as CSV', async () => {
    const download = page.waitForEvent('download', SOON);
    await page.getByRole('button', { name: 'CSV' }).focus();
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  });

  it('enters a paper document, which gets its number', async () => {
    await page.keyboard.press('9');
    await page.getByRole('heading', { name: 'Đăng ký văn bản giấy' }).waitFor();
    await page.getByLabel('Độ mật').selectOption('thuong');
    await page.getByLabel('Cơ quan ban hành').fill('Sở Nội vụ tỉnh Lào Cai');
    await page.getByLabel('Số, ký hiệu').fill('77/SNV-VTLT');
    await page.getByLabel('Ngày văn bản').fill('20/11/2026');
    await page.getByLabel('Trích yếu').fill('V/v phối hợp tập huấn công tác văn thư năm 2026');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Đăng ký', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog').waitFor();
    await page.keyboard.press('Enter');
    await result(page).waitFor(SOON);
    expect(await result(page).innerText()).toContain('Đã đăng ký');
    await stateOf(page, 'numbering').getByText('đã cấp số').waitFor(SOON);
    await page.getByText('Văn bản giấy, không có tệp.').waitFor();
    await takePicture(page, 'office-paper');
  });
});

describe('two clerks at one document', () => {
  it('the second is told who has decided, and sees what was decided', async () => {
    const [first, second] = [await signIn(CLERK), await signIn(SECOND_CLERK)];
    await first.keyboard.press('2');
    await first.locator('ul.rows a').first().click();
    await first.locator('.acts').waitFor();
    const id = first.url().split('/').at(-1) ?? '';
    await openDocument(second, id);
    await second.keyboard.press('p');
    await second.locator('dialog').waitFor();
    await first.keyboard.press('p');
    await first.locator('dialog').waitFor();
    await first.keyboard.press('Enter');
    await result(first).waitFor(SOON);
    await second.keyboard.press('Enter');
    await result(second).waitFor(SOON);
    const told = await result(second).innerText();
    expect(told).toContain(CLERK);
    expect(told).toContain('Quyết định của bạn chưa được ghi');
    expect(told).toContain('đã được tải lại');
    await stateOf(second, 'signing').getByText('đã phát hành').waitFor(SOON);
    await takePicture(second, 'office-collision');
  });
});

describe('the officer', () => {
  it('reads the file and publishes it; the document says so', async () => {
    const page = await signIn(OFFICER);
    await page.keyboard.press('l');
    await page.keyboard.press('Enter');
    await page.locator('.acts').waitFor();
    await page.locator('.files button').first().click();
    const link = page.getByRole('link', { name: 'Mở tệp trong thẻ mới' });
    await link.waitFor(SOON);
    const file = await page.request.get((await link.getAttribute('href')) ?? '');
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await giveReason(page, 'c', 'Văn bản thuộc danh mục công khai');
    await result(page).waitFor(SOON);
    await stateOf(page, 'publication').getByText('đã công khai').waitFor(SOON);
    expect(await page.locator('.acts').innerText()).toContain('Gỡ khỏi Cổng');
    await takePicture(page, 'office-published');
  });
});

describe('every room with real documents', () => {
  const people = [
    { name: CLERK, look: { width: 360, theme: 'dark' } },
    { name: OFFICER, look: { width: 360, theme: 'light' } },
    { name: SECOND_CLERK, look: { width: 1280, theme: 'dark' } },
  ] as const;

  it.each(people)('of $name has no fault axe knows ($look.width, $look.theme)', async (person) => {
    const page = await signIn(person.name, person.look);
    const places = await page.locator('nav.menu a').evaluateAll((links) => links.map(String));
    expect(places.length).toBeGreaterThan(3);
    for (const [at, place] of places.entries()) {
      await page.goto(place);
      await roomIsReady(page);
      // The first call of a function may take longer than API Gateway waits, where many tests run.
      if ((await page.locator('.notice.bad').count()) > 0) {
        await page.getByRole('button', { name: 'Thử lại' }).click();
        await page.locator('.notice.bad').waitFor({ state: 'detached', ...SOON });
        await roomIsReady(page);
      }
      expect([place, await page.locator('.notice.bad').allInnerTexts()]).toEqual([place, []]);
      expect([place, await findViolations(page)]).toEqual([place, []]);
      expect([place, await overflowOf(page)]).toEqual([place, 0]);
      await takePicture(page, `office-${person.look.width}-${person.look.theme}-${at}`);
    }
  });
});

describe('the page', () => {
  it('is small, and lets nothing run that is not its own', async () => {
    const page = await signIn(CLERK);
    const index = await page.request.get(office.deskUrl);
    const policy = index.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*/);
    const [script = ''] = /\/desk\/assets\/desk-[0-9a-f]{16}\.js/.exec(await index.text()) ?? [];
    const loaded = await fetch(new URL(script, office.deskUrl), {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(loaded.headers.get('content-encoding')).toBe('gzip');
    const size = await page.evaluate(
      (name) =>
        (performance.getEntriesByName(name)[0] as PerformanceResourceTiming | undefined)
          ?.encodedBodySize ?? 0,
      new URL(script, office.deskUrl).href,
    );
    expect(size).toBeGreaterThan(10_000);
    expect(size).toBeLessThan(60_000);
  });

  it('leaves nothing of a person who signs out', async () => {
    const page = await signIn(CLERK);
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    // The issuer asks once more, and sends back.
    await page.waitForURL(({ pathname }) => pathname.endsWith('/session/end'));
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL(({ pathname }) => pathname === '/desk/signed-out');
    await page.getByText('Đã đăng xuất.').waitFor();
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toMatch(
      /accessToken|refresh/,
    );
    await page.goto(office.deskUrl);
    await page.getByRole('button', { name: 'Đăng nhập' }).waitFor();
  });

  it('broke no rule of its own policy and threw nothing, all through these tests', () => {
    expect(opened.length).toBeGreaterThan(5);
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
