import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { DeskAct } from '../../lib/desk/contract.ts';
import { connectBrowser, openContext, roomIsReady, type Watched } from './support/desk-page.ts';
import { ids, sha } from './support/fake-data.vi.ts';
import { type FakeCall, type FakeOffice, startFakeOffice } from './support/fake-office.ts';

let browser: Browser;
let office: FakeOffice;
let watched: Watched;
let page: Page;

beforeAll(async () => {
  [browser, office] = await Promise.all([connectBrowser(), startFakeOffice()]);
});
afterAll(async () => {
  await Promise.all([browser.close(), office.close()]);
});
beforeEach(async () => {
  watched = await openContext(browser);
  page = await watched.context.newPage();
  await page.goto(`${office.url}/desk`);
  await page.evaluate(
    `sessionStorage.setItem('desk:session', '{"accessToken":"t","expiresAt":9e15}')`,
  );
});
afterEach(async () => {
  office.answer = () => undefined;
  office.roles = ['clerk', 'officer', 'operator'];
  await watched.context.close();
  expect(watched.faults).toEqual([]);
});

const openDocument = async (): Promise<number> => {
  await page.goto(`${office.url}/desk/van-ban/${ids.seal}`);
  await roomIsReady(page);
  return office.calls.length;
};

/** Acts that have reached the office since. */
const actsSince = (from: number): readonly DeskAct[] =>
  office.calls
    .slice(from)
    .filter(({ path }) => path === 'acts')
    .map(({ body }) => body as DeskAct);

const askToVoid = async (reason: string): Promise<void> => {
  await page.keyboard.press('h');
  await page.locator('dialog textarea').fill(reason);
};

const isAct = ({ path }: FakeCall) => path === 'acts';
const result = () => page.locator('.result');

describe('an act', () => {
  it('is asked about first, and nothing is sent when the person thinks better of it', async () => {
    const before = await openDocument();
    await page.keyboard.press('p');
    expect(await page.locator('dialog').innerText()).toContain(
      `đúng bản đang xem (SHA-256 ${sha.slice(0, 12)}…)`,
    );
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog').count()).toBe(0);
    expect(actsSince(before)).toEqual([]);
  });

  it('needs its reason', async () => {
    const before = await openDocument();
    await askToVoid('');
    await page.keyboard.press('Control+Enter');
    expect(await page.locator('dialog [role=alert]').innerText()).toBe('Hãy ghi lý do.');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
    expect(actsSince(before)).toEqual([]);
  });

  it('pressed twice goes out once, bound to the file on the screen', async () => {
    const before = await openDocument();
    await page.keyboard.press('p');
    await page.locator('dialog button[type=submit]').dblclick();
    await result().waitFor();
    const acts = actsSince(before);
    expect(acts).toHaveLength(1);
    expect(acts[0]).toMatchObject({ kind: 'seal', documentId: ids.seal, sha256: sha });
    await page.locator('.result:focus').waitFor();
  });

  it('whose answer was lost is sent again as the same act, with the same words', async () => {
    const before = await openDocument();
    office.answer = (call) => (isAct(call) ? 'broken' : undefined);
    await askToVoid('Trình ký nhầm bản dự thảo');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Nội dung được giữ nguyên như đã gửi').waitFor();
    expect(await page.locator('dialog textarea').getAttribute('readonly')).not.toBeNull();
    office.answer = () => undefined;
    await page.getByRole('button', { name: 'Gửi lại' }).click();
    await result().waitFor();
    // A browser tries a broken connection again by itself.
    const acts = actsSince(before);
    expect(acts.length).toBeGreaterThan(1);
    expect(acts).toEqual(acts.map(() => acts[0]));
    expect(acts[0]).toMatchObject({ kind: 'void', reason: 'Trình ký nhầm bản dự thảo' });
  });

  it('whose answer was lost outlives a reload', async () => {
    const before = await openDocument();
    office.answer = (call) => (isAct(call) ? { status: 503, body: {} } : undefined);
    await askToVoid('Sai thể thức');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Nội dung được giữ nguyên như đã gửi').waitFor();
    await page.reload();
    office.answer = () => undefined;
    await page.getByRole('region', { name: 'Có quyết định chưa rõ' }).waitFor();
    await page.getByRole('button', { name: 'Gửi lại' }).click();
    await result().waitFor();
    const [first, second] = actsSince(before);
    expect(second).toEqual(first);
    expect(await page.getByRole('region', { name: 'Có quyết định chưa rõ' }).count()).toBe(0);
  });

  it("that is refused brings the office's own sentence and the document anew", async () => {
    const before = await openDocument();
    const sentence = 'Phạm Thị Văn Thư đã quyết định việc này lúc 09:15. Quyết định chưa được ghi.';
    office.answer = (call) =>
      isAct(call)
        ? { status: 409, body: { code: 'ALREADY_DECIDED', message: sentence } }
        : undefined;
    await askToVoid('Sai thể thức');
    await page.keyboard.press('Control+Enter');
    await result().waitFor();
    expect(await result().innerText()).toContain(sentence);
    await page.locator('.result:focus').waitFor();
    await roomIsReady(page);
    const reads = office.calls.slice(before).filter(({ path }) => path === `documents/${ids.seal}`);
    expect(reads).toHaveLength(1);
  });
});

describe('a session that has ended', () => {
  it('is told, and what was typed is there after signing in again', async () => {
    await openDocument();
    office.answer = (call) =>
      isAct(call)
        ? { status: 401, body: { code: 'TOKEN_EXPIRED', message: 'Hết hạn.' } }
        : undefined;
    await askToVoid('Trình ký nhầm');
    await page.keyboard.press('Control+Enter');
    await page.locator('dialog').getByRole('button', { name: 'Đăng nhập lại' }).waitFor();
    office.answer = () => undefined;
    // As after the issuer: the page starts anew in the same tab.
    await page.reload();
    await page.getByRole('region', { name: 'Có quyết định chưa rõ' }).waitFor();
    await roomIsReady(page);
    await page.keyboard.press('h');
    expect(await page.locator('dialog textarea').inputValue()).toBe('Trình ký nhầm');
  });
});

describe('the rooms', () => {
  it('are those of the person’s roles', async () => {
    office.roles = ['officer'];
    await page.goto(`${office.url}/desk`);
    await roomIsReady(page);
    const names = await page.locator('nav.menu li a > span:first-child').allInnerTexts();
    expect(names).toEqual([
      'Chờ rà soát',
      'Sổ văn bản đến',
      'Sổ văn bản đi',
      'Sổ bản sao',
      'Theo dõi giải quyết',
    ]);
    await page.goto(`${office.url}/desk/tam-giu`);
    await page.getByText('Việc này không thuộc vai trò của anh/chị.').waitFor();
  });

  it('show nothing of a held document in their list, whatever the office sends', async () => {
    office.answer = ({ path }) =>
      path.startsWith('to-dos/held')
        ? {
            status: 200,
            body: {
              rows: [
                {
                  documentId: ids.held,
                  kind: 'held',
                  since: '2026-11-20T02:15:00.000Z',
                  overdue: false,
                  code: '1/BC-MAT',
                  abstract: 'Nội dung phải giữ kín',
                  issuer: 'Nơi gửi kín',
                },
              ],
            },
          }
        : undefined;
    await page.goto(`${office.url}/desk/tam-giu`);
    await roomIsReady(page);
    const text = await page.locator('main').innerText();
    expect(text).toContain('Văn bản tạm giữ');
    expect(text).not.toMatch(/BC-MAT|giữ kín|gửi kín/);
  });

  it('keep nothing of a held document in the browser', async () => {
    await page.goto(`${office.url}/desk/tam-giu/${ids.held}`);
    await roomIsReady(page);
    const kept = await page.evaluate(
      'JSON.stringify([sessionStorage, localStorage, history.state])',
    );
    expect(kept).not.toMatch(/Tuyên Quang|BDT-CSDT|quý III/);
    expect(await page.locator('main').innerText()).toContain('Ban Dân tộc tỉnh Tuyên Quang');
  });

  it('are walked by arrows, with one stop of the Tab key for a list', async () => {
    await page.goto(`${office.url}/desk/viec`);
    await roomIsReady(page);
    await page.keyboard.press('l');
    const at = () => page.evaluate('document.activeElement.textContent');
    expect(await at()).toContain('quá hạn');
    await page.keyboard.press('End');
    expect(await at()).toContain('V/v họp giao ban');
    expect(await page.locator('ul.rows a[tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/desk/van-ban/${ids.work}`);
    await roomIsReady(page);
    await page.locator('#room-title:focus').waitFor();
  });

  it('leave letters alone while one types, and when keys are switched off', async () => {
    await page.goto(`${office.url}/desk/so-den`);
    await roomIsReady(page);
    await page.getByRole('searchbox').fill('');
    await page.getByRole('searchbox').press('2');
    expect(page.url()).toContain('/so-den');
    await page.getByRole('button', { name: 'Phím tắt' }).click();
    await page.getByLabel('Dùng phím tắt một phím').uncheck();
    await page.getByRole('button', { name: 'Đóng' }).click();
    await page.keyboard.press('2');
    expect(page.url()).toContain('/so-den');
  });
});
