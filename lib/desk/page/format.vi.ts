import { vietnamClock, vietnamDate, vietnamShortDate } from '../../kernel/vietnam-time.ts';
import { foldText } from '../../kernel/vietnamese.ts';
import { errorTexts } from '../../platform/error-texts.vi.ts';
import { registerWords } from '../../register/register-words.vi.ts';
import type { DeskDocument } from '../contract.ts';
import {
  circulationWords,
  concernWords,
  documentTexts,
  factLabels,
  refusalWords,
  stateWords,
  toldText,
  urgencyWords,
} from './document-texts.vi.ts';

/** `14:05, 23/11/2026` in Vietnam; what is no instant comes back as it is. */
export const momentText = (iso: string): string => {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return iso;
  return `${vietnamClock(instant)}, ${vietnamShortDate(vietnamDate(instant))}`;
};

/** `14:05` when it was today in Vietnam, else `14:05, 22/11`, with the year when it is another. */
export const shortMoment = (iso: string, now: Date): string => {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return iso;
  const [date, today] = [vietnamDate(instant), vietnamDate(now)];
  if (date === today) return vietnamClock(instant);
  return `${vietnamClock(instant)}, ${vietnamShortDate(date, date.slice(0, 4) !== today.slice(0, 4))}`;
};

const DAY_MS = 86_400_000;

/**
 * How far a time limit is: whole days in Vietnam's calendar, `quá hạn 2 ngày`, `còn 3 ngày`. What is
 * due at once is past its instant before the office calls it overdue.
 */
export const limitText = (iso: string, isOverdue: boolean, now: Date): string => {
  const due = new Date(iso);
  const days = Math.round((Date.parse(vietnamDate(due)) - Date.parse(vietnamDate(now))) / DAY_MS);
  if (isOverdue) return days === 0 ? 'quá hạn hôm nay' : `quá hạn ${-days} ngày`;
  if (due.getTime() < now.getTime()) return 'cần làm ngay';
  return days === 0 ? 'hết hạn hôm nay' : `còn ${days} ngày`;
};

/** `812 KB`, `1,2 MB` from bytes. */
export const sizeText = (bytes: number): string =>
  bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1_000))} KB`
    : `${(bytes / 1_000_000).toFixed(1).replace('.', ',').replace(/,0$/, '')} MB`;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const factText = (key: string, value: unknown): string | undefined => {
  if (Array.isArray(value)) return value.length > 0 ? value.map(String).join('; ') : undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value === '') return undefined;
  if (key === 'urgency') return urgencyWords[value] ?? value;
  if (key === 'circulation') return circulationWords[value] ?? value;
  return DATE.test(value) ? vietnamShortDate(value) : value;
};

export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

/** The facts people read, in the order of the books; empty ones are left out. */
export const factsOf = (facts: Readonly<Record<string, unknown>>): readonly Fact[] =>
  Object.entries(factLabels).flatMap(([key, label]) => {
    const text = factText(key, facts[key]);
    return text === undefined ? [] : [{ key, label, text }];
  });

/** A state of one concern in words; an unknown one is shown as the register writes it. */
export const stateText = (concern: string, state: string): string =>
  stateWords[`${concern}:${state}`] ?? registerWords.states[state] ?? state;

/** `Số đến 07`, `Số 01/QĐ-UBDT`; nothing while it has none. */
export const numberText = ({
  number,
  direction,
  states,
}: Pick<DeskDocument, 'number' | 'direction' | 'states'>): string => {
  if (number === undefined) return '';
  const text =
    direction === 'incoming' ? documentTexts.arrivalNumber(number) : documentTexts.numbered(number);
  return states['numbering'] === 'void' ? `${text} (${documentTexts.voided})` : text;
};

export const concernText = (concern: string): string => concernWords[concern] ?? concern;

/** `screen.unpark-numbered` by the word of `screen.unpark`, at last by that of `screen`. */
export const actionText = (action: string): string => {
  let name = action;
  while (registerWords.actions[name] === undefined) {
    const end = Math.max(name.lastIndexOf('-'), name.lastIndexOf('.'));
    if (end < 0) return action;
    name = name.slice(0, end);
  }
  return registerWords.actions[name] ?? action;
};
export const causeText = (cause: string): string => registerWords.causes[cause] ?? cause;
export const effectText = (effect: string): string =>
  registerWords.effects[effect] ?? registerWords.queues[effect] ?? effect;

/** Why something was refused or has failed: the first sentence of what the sender was told. */
export const codeText = (code: string): string =>
  refusalWords[code] ?? errorTexts[code]?.text.replace(/\.\s.*$/s, '.') ?? code;

/** What a list or a history notes: causes, a code, or `screen: PDF_BROKEN`. */
export const noteText = (note: string): string => {
  const [, effect, code] = /^([a-z-]+): ([A-Z0-9_]+)$/.exec(note) ?? [];
  if (effect !== undefined && code !== undefined) return `${effectText(effect)}: ${codeText(code)}`;
  return note
    .split(', ')
    .map((part) => (/^[A-Z][A-Z0-9_]+$/.test(part) ? codeText(part) : causeText(part)))
    .join(', ');
};

const stateOrMore = (state: string): string => {
  const [, queued, suppressed] = /^(\d+) queued, (\d+) suppressed$/.exec(state) ?? [];
  if (queued !== undefined && suppressed !== undefined) return toldText(queued, suppressed);
  if (!state.includes(':')) return stateText('', state);
  const [concern = '', name = ''] = state.split(':');
  return concernWords[concern] === undefined
    ? `${stateText('', concern)} ${name}`
    : stateText(concern, name);
};

/** A history state: `signing:sealing`, `sealing`, `assigned:` a name, `2 queued, 0 suppressed`. */
export const changeText = (from: string, to: string): string =>
  from === to || from === '' ? stateOrMore(to) : `${stateOrMore(from)} → ${stateOrMore(to)}`;

/** Does a text hold every word that was typed, with or without accents? */
export const matchesFilter = (text: string, filter: string): boolean => {
  const folded = foldText(text);
  return foldText(filter)
    .split(/\s+/)
    .every((word) => folded.includes(word));
};

/** `11/2026` for `2026-11`. */
export const monthText = (month: string): string => month.split('-').reverse().join('/');
