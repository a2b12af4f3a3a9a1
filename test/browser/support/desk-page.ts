import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const pictures = resolve(import.meta.dirname, '../../../.build/desk-pictures');

export const connectBrowser = (): Promise<Browser> => {
  const address = process.env['CHROMIUM_ADDRESS'];
  if (address === undefined) throw new Error('no Chromium: run npm run test:browser');
  return chromium.connect(address);
};

export interface Look {
  readonly width: 1280 | 360;
  readonly theme: 'light' | 'dark';
}

/** Both widths in both themes. */
export const looks: readonly Look[] = ([1280, 360] as const).flatMap((width) =>
  (['light', 'dark'] as const).map((theme) => ({ width, theme })),
);

/** What went wrong in pages of a context that no assertion would see. */
export interface Watched {
  readonly context: BrowserContext;
  readonly faults: string[];
}

export const openContext = async (
  browser: Browser,
  { width, theme }: Look = { width: 1280, theme: 'light' },
): Promise<Watched> => {
  const faults: string[] = [];
  const context = await browser.newContext({
    viewport: { width, height: width === 360 ? 740 : 860 },
    colorScheme: theme,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    // axe comes in as a script of the test; the page's own policy is looked at by itself.
    bypassCSP: false,
  });
  context.on('weberror', (error) => faults.push(error.error().message));
  context.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) faults.push(message.text());
  });
  return { context, faults };
};

/** The room has read what it shows. */
export const roomIsReady = async (page: Page): Promise<void> => {
  await page.locator('.room[aria-busy="false"]').waitFor();
};

/** Violations of WCAG 2.2 A and AA and of good practice, as `rule: element`. */
export const findViolations = async (page: Page): Promise<readonly string[]> => {
  // By the debugger's door: the page's policy lets no foreign script in.
  await page.evaluate((await import('node:fs')).readFileSync(axePath, 'utf8'));
  const { violations } = (await page.evaluate('axe.run(document)')) as {
    violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[];
  };
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  );
};

/** Pixels by which the page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Kept below .build/desk-pictures, to be looked at. */
export const takePicture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: resolve(pictures, `${name}.png`) });
};
