import { escapeText } from '../../kernel/escape-text.ts';
import type { Field, Sheet, SheetSection } from './sheet.ts';
import { sheetStyle } from './sheet-style.ts';
import { sheetTexts } from './sheet-texts.vi.ts';

const writtenValue = (value: string): string =>
  value === '' ? '<span class="empty"></span>' : `<span>${escapeText(value)}</span>`;

const fieldOf = ([label, value]: Field): string =>
  `<div class="field"><b>- ${escapeText(label)}:</b>${writtenValue(value)}</div>`;

const stampOf = ({ agency, stamp }: Sheet): string =>
  `<div class="stamp"><div class="name">${escapeText(agency.name)}</div><h2>${sheetTexts.arrived}</h2>${stamp
    .map(([label, value]) => `<p><b>${escapeText(label)}:</b>${writtenValue(value)}</p>`)
    .join('')}</div>`;

const signedOf = ({ date, signer }: SheetSection): string => {
  const who =
    signer === undefined
      ? '<div class="room"></div>'
      : `<strong>${escapeText(signer.title.toLocaleUpperCase('vi'))}</strong><div class="room"></div><strong>${escapeText(signer.name)}</strong>`;
  return `<div class="signed"><div class="date">${escapeText(date)}</div>${who}</div>`;
};

const sectionOf = (section: SheetSection, at: number): string =>
  [
    `<section><h2>${at + 1}. ${escapeText(section.title)}:</h2>`,
    section.said === undefined ? '' : `<p class="said">“${escapeText(section.said)}”</p>`,
    ...section.fields.map(fieldOf),
    '<div class="line"></div>'.repeat(section.lines),
    signedOf(section),
    '</section>',
  ].join('');

const headOf = ({ agency, dateLine, marks }: Sheet, stamp: string): string =>
  [
    '<header><div class="agency">',
    agency.parent === undefined ? '' : `<div>${escapeText(agency.parent)}</div>`,
    `<strong>${escapeText(agency.name)}</strong></div>`,
    `<div class="nation"><strong>${sheetTexts.nation}</strong><strong class="motto"><span class="rule">${sheetTexts.motto}</span></strong></div></header>`,
    `<div class="head">${stamp}<div class="aside"><div class="date">${escapeText(dateLine)}</div>`,
    `<div class="marks">${marks.map((mark) => `<span class="mark">${escapeText(mark)}</span>`).join('')}</div></div></div>`,
  ].join('');

/** The sheet as one HTML page that prints on A4; it needs nothing beside itself and no script. */
export const sheetHtml = (sheet: Sheet): string =>
  [
    '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">',
    // Whatever slipped through the escaping could still load and run nothing.
    `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeText(sheetTexts.title)}: ${escapeText(sheet.document)}</title><style>${sheetStyle}</style></head><body>`,
    headOf(sheet, stampOf(sheet)),
    `<h1>${sheetTexts.title}</h1>`,
    `<div class="facts"><p><strong>${escapeText(sheet.document)}</strong></p>`,
    ...sheet.fields.map(([label, value]) => `<p>${escapeText(label)}: ${escapeText(value)}</p>`),
    '</div>',
    ...sheet.sections.map(sectionOf),
    sheet.agency.banner === undefined ? '' : `<footer>${escapeText(sheet.agency.banner)}</footer>`,
    '</body></html>\n',
  ].join('');
