import { describe, expect, test } from '@jest/globals';
import { palette, siteCss, tokensCss } from '../../../lib/portal/theme.ts';

const channel = (value: number): number =>
  value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

/** Relative luminance (WCAG 2.2). */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

describe.each(['light', 'dark'] as const)('in the %s palette', (scheme) => {
  const colours = palette[scheme];
  const grounds = ['paper', 'sheet'] as const;
  test.each(['ink', 'ink-soft', 'red', 'blue'] as const)(
    '%s reads at 7:1 on both grounds',
    (name) => {
      for (const ground of grounds)
        expect(contrast(colours[name], colours[ground])).toBeGreaterThanOrEqual(7);
    },
  );
  test('a banner reads at 7:1', () => {
    expect(contrast(colours['seal-ink'], colours.seal)).toBeGreaterThanOrEqual(7);
  });
  test('a button reads at 7:1', () => {
    expect(contrast(colours['button-ink'], colours['button-ground'])).toBeGreaterThanOrEqual(7);
  });
});

test('every custom property the site uses is a shared token', () => {
  const used = [...siteCss.matchAll(/var\((--[\w-]+)\)/g)].map(([, name = '']) => name);
  expect(used.length).toBeGreaterThan(20);
  for (const name of used) expect(tokensCss).toContain(`${name}:`);
});
