/** One row: a label and its bars, either one behind the other or one below the other. */
export interface BarRow {
  readonly label: string;
  readonly values: readonly number[];
  /** Written after the bars. */
  readonly note: string;
}

export interface BarChart {
  readonly title: string;
  readonly subtitle: string;
  /** Names of the values, with their colours. */
  readonly series: readonly { readonly name: string; readonly colour: string }[];
  readonly rows: readonly BarRow[];
  /** Behind one another as parts of a whole, or side by side to compare. */
  readonly layout: 'parts' | 'side by side';
}

const WIDTH = 860;
const LABEL = 236;
const NOTE = 110;
const TOP = 92;
const BAR = 13;
const GAP = 8;
const FONT = 'font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif"';
const INK = '#1f2328';
const FAINT = '#59636e';

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const text = (x: number, y: number, content: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${INK}" ${more}>${escapeText(content)}</text>`;

const bar = (x: number, y: number, width: number, colour: string): string =>
  `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${Math.max(width, 0).toFixed(1)}" height="${BAR}" rx="2" fill="${colour}"/>`;

/** A horizontal bar chart as SVG, readable on a white page without any script or font. */
export const drawBars = ({ title, subtitle, series, rows, layout }: BarChart): string => {
  const isParts = layout === 'parts';
  const extentOf = ({ values }: BarRow): number =>
    isParts ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values);
  const scale = (WIDTH - LABEL - NOTE) / Math.max(...rows.map(extentOf), 1);
  const rowHeight = (isParts ? BAR : BAR * series.length + 2) + GAP;
  const height = TOP + rows.length * rowHeight + 12;
  const drawRow = ({ label, values, note }: BarRow, row: number): string => {
    const top = TOP + row * rowHeight;
    const middle = top + (rowHeight - GAP) / 2 + 4;
    let left = LABEL;
    const bars = values.map((value, at) => {
      const x = isParts ? left : LABEL;
      left += value * scale;
      return bar(x, isParts ? top : top + at * (BAR + 1), value * scale, series[at]?.colour ?? INK);
    });
    const end = LABEL + extentOf({ label, values, note }) * scale + 7;
    return [
      text(LABEL - 9, middle, label, 'text-anchor="end"'),
      ...bars,
      text(end, middle, note),
    ].join('');
  };
  const legend = series.map(({ name, colour }, at) => {
    const x = LABEL + at * 190;
    return `${bar(x, 62, 13, colour)}${text(x + 19, 73, name)}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ${FONT} font-size="12.5" role="img" aria-label="${escapeText(title)}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(16, 26, title, 'font-size="17" font-weight="600"'),
    text(16, 46, subtitle, `style="fill:${FAINT}"`),
    ...legend,
    ...rows.map(drawRow),
    '</svg>',
    '',
  ].join('\n');
};
