import { sha256Of } from '../kernel/ids.ts';
import { keys } from './keys.ts';
import type { SiteText } from './listings.ts';
import { aboutPage, notFoundPage } from './pages/fixed-pages.ts';
import type { PortalSettings } from './settings.ts';
import type { SiteSession } from './site-session.ts';
import { robotsText } from './sitemap.ts';
import { markSvg, siteCss, tokensCss } from './theme.ts';

const fixedTexts = (settings: PortalSettings): readonly SiteText[] => [
  { key: keys.styles, body: tokensCss + siteCss },
  { key: keys.mark, body: markSvg },
  { key: keys.about, body: aboutPage(settings) },
  { key: keys.notFound, body: notFoundPage(settings) },
  { key: keys.robots, body: robotsText(settings) },
];

/**
 * Writes what no document changes, if the manifest does not already say it lies there.
 * @returns the hash the manifest keeps
 */
export const putFixedTexts = async (
  session: SiteSession,
  settings: PortalSettings,
  lying: string,
): Promise<string> => {
  const texts = fixedTexts(settings);
  const hash = sha256Of(JSON.stringify(texts));
  if (hash === lying) return hash;
  for (const { key, body } of texts) await session.put(key, body);
  return hash;
};
