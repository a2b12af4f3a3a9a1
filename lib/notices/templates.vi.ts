import type { Urgency } from '../events/common.ts';
import { vietnamClock, vietnamDate, vietnamShortDate } from '../kernel/vietnam-time.ts';
import { fitText } from './fit-text.ts';
import { foldToGsm7, SINGLE_PART } from './gsm7.ts';

export const templateIds = [
  'arrival',
  'hoa_toc',
  'hoa_toc_reminder',
  'issued',
  'recalled',
  'replaced',
  'neutral',
  'neutral_reminder',
] as const;
export type TemplateId = (typeof templateIds)[number];

/** Raised whenever a text below changes; each notice keeps the version it was written with. */
export const TEMPLATES_VERSION = 1;

/** What a notice may say of a document, as the register holds it. */
export interface NoticeContent {
  readonly urgency: Urgency;
  /** số đến */
  readonly arrivalNumber?: string;
  readonly code?: string;
  /** calendar date */
  readonly issuedOn?: string;
  readonly issuer: string;
  /** Absent when it must not be told. */
  readonly abstract?: string;
  /** calendar date */
  readonly dueOn?: string;
  readonly signerName?: string;
  readonly arrivedAt: Date;
  readonly replacementCode?: string;
}

const NEUTRAL =
  'Co van ban can nhan truc tiep tai Van thu co quan. De nghi lien he Van thu trong gio lam viec.';

const URGENCY_MARK: Readonly<Record<Urgency, string>> = {
  thuong: '',
  khan: 'KHAN. ',
  thuong_khan: 'THUONG KHAN. ',
  hoa_toc: 'HOA TOC. ',
};

/** Short forms every office uses; they leave room for the abstract. */
const shortenIssuer = (folded: string): string =>
  folded.replace(/\buy ban nhan dan\b/gi, 'UBND').replace(/\bhoi dong nhan dan\b/gi, 'HDND');

/** An abstract comes from outside: a link in it would look as if the office had sent it. */
const withoutLinks = (text: string): string =>
  text.replace(/\b(?:https?:\/\/|www\.)\S+/gi, '(lien ket)');

const clip = (text: string, limit: number): string => foldToGsm7(text).slice(0, limit);
const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);
const sentences = (...parts: readonly string[]): string =>
  parts.filter(Boolean).map(sentence).join(' ');
const list = (...parts: readonly string[]): string => parts.filter(Boolean).join(', ');

/** The parts of a text that may be cut, folded. */
type Cuttable = Readonly<Record<'abstract' | 'issuer' | 'replacement' | 'code', string>>;
const CUTTING_ORDER = ['abstract', 'issuer', 'replacement', 'code'] as const;

const cuttableOf = (content: NoticeContent): Cuttable => ({
  abstract: foldToGsm7(withoutLinks(content.abstract ?? '')).replace(/[\s.;,]+$/, ''),
  issuer: shortenIssuer(foldToGsm7(content.issuer)),
  replacement: foldToGsm7(content.replacementCode ?? ''),
  code: foldToGsm7(content.code ?? '') || 'khong so',
});

const dated = (content: NoticeContent, withYear: boolean): string =>
  content.issuedOn ? ` ngay ${vietnamShortDate(content.issuedOn, withYear)}` : '';

/** An urgent text leaves the year out, unless it would mislead. */
const isThisYear = ({ issuedOn, arrivedAt }: NoticeContent): boolean =>
  issuedOn?.slice(0, 4) === vietnamDate(arrivedAt).slice(0, 4);

const arrivalNumber = (content: NoticeContent): string =>
  content.arrivalNumber ? ` ${clip(content.arrivalNumber, 12)}` : '';

const dueClause = (content: NoticeContent): string => {
  if (!content.dueOn) return '';
  const isSameYear = content.dueOn.slice(0, 4) === content.issuedOn?.slice(0, 4);
  return `Han xu ly ${vietnamShortDate(content.dueOn, !isSameYear)}`;
};

type Writer = (content: NoticeContent, parts: Cuttable) => string;

const writers: Readonly<Record<TemplateId, Writer>> = {
  arrival: (content, { code, issuer, abstract }) =>
    URGENCY_MARK[content.urgency] +
    sentences(
      list(`VB den${arrivalNumber(content)}: ${code}${dated(content, true)}`, issuer),
      abstract,
      dueClause(content),
    ),

  hoa_toc: (content, { code, issuer, abstract }) =>
    URGENCY_MARK.hoa_toc +
    sentences(
      list(
        `VB den${arrivalNumber(content)}: ${code}${dated(content, !isThisYear(content))}`,
        issuer,
      ),
      abstract,
      `De nghi xu ly ngay (den luc ${vietnamClock(content.arrivedAt)})`,
    ),

  hoa_toc_reminder: (content, { code, issuer }) => {
    const arrived = `${vietnamClock(content.arrivedAt)} ${vietnamShortDate(vietnamDate(content.arrivedAt), false)}`;
    const document = list('HOA TOC', `VB den${arrivalNumber(content)}`, code, issuer);
    return `NHAC LAI: ${document}, gui luc ${arrived} chua duoc mo. De nghi xu ly ngay hoac giao nguoi thay.`;
  },

  issued: (content, { code, abstract }) =>
    URGENCY_MARK[content.urgency] +
    sentences(
      list(
        `VB di da phat hanh: ${code}${dated(content, true)}`,
        content.signerName ? `nguoi ky ${clip(content.signerName, 30)}` : '',
      ),
      abstract,
    ),

  recalled: (content, parts) =>
    sentences(
      `THU HOI: ${documentNamed(content, parts)} da bi thu hoi`,
      'De nghi khong su dung, khong luu hanh',
      parts.replacement && `Thay bang ${parts.replacement}`,
    ),

  replaced: (content, parts) =>
    sentences(
      `THAY THE: ${documentNamed(content, parts)} da duoc thay the${parts.replacement && ` bang ${parts.replacement}`}`,
      'De nghi khong su dung ban cu',
    ),

  neutral: () => NEUTRAL,
  neutral_reminder: () => `NHAC LAI: ${NEUTRAL}`,
};

const documentNamed = (content: NoticeContent, { code, issuer }: Cuttable): string => {
  const number = content.arrivalNumber ? ` (so den${arrivalNumber(content)})` : '';
  return `${list(`VB ${code}${dated(content, true)}`, issuer)}${number}`;
};

/**
 * The text of one notice: one line of plain GSM-7, at most 160 characters whatever the document
 * says. The abstract gives way first, at a word; issuer and codes only when they are too long
 * by themselves.
 */
export const renderTemplate = (template: TemplateId, content: NoticeContent): string =>
  fitText<Cuttable>(
    (parts) => writers[template](content, parts),
    cuttableOf(content),
    CUTTING_ORDER,
    SINGLE_PART,
  );
