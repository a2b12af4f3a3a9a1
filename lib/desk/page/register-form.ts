import type { RegisterRequest } from '../contract.ts';
import { registerTexts as t } from './register-texts.vi.ts';

/** What stands in the form, as it was typed. */
export type FormValues = Readonly<Record<string, string>>;

type Book = RegisterRequest['direction'];

export interface FieldRule {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'long' | 'lines' | 'date' | 'count' | 'choice';
  readonly isRequired?: boolean;
  readonly most?: number;
  /** Only in this book; absent in both. */
  readonly book?: Book;
  /** What else must hold of it, and what to say when it does not. */
  readonly pattern?: { readonly test: RegExp; readonly text: string };
  readonly hint?: string;
  readonly options?: Readonly<Record<string, string>>;
}

/** The facts of both books, in the order a clerk reads them off the paper. */
const fields: readonly FieldRule[] = [
  {
    name: 'direction',
    label: t.direction,
    kind: 'choice',
    isRequired: true,
    options: t.directions,
  },
  {
    name: 'secrecy',
    label: t.secrecy,
    kind: 'choice',
    isRequired: true,
    options: t.grades,
    hint: t.secrecyHint,
  },
  { name: 'issuer', label: t.issuer, kind: 'text', isRequired: true, most: 300 },
  {
    name: 'documentCode',
    book: 'incoming',
    label: t.documentCode,
    kind: 'text',
    most: 120,
    hint: t.documentCodeHint,
  },
  {
    name: 'codeSuffix',
    label: t.codeSuffix,
    kind: 'text',
    book: 'outgoing',
    most: 60,
    hint: t.codeSuffixHint,
  },
  {
    name: 'seriesId',
    label: t.series,
    kind: 'text',
    book: 'outgoing',
    hint: t.seriesHint,
    // As the register names series; `den` is the book of incoming documents.
    pattern: { test: /^(?!den$)[a-z][a-z0-9-]{0,40}$/, text: t.notASeries },
  },
  { name: 'issuedOn', label: t.issuedOn, kind: 'date', hint: t.dateHint },
  { name: 'typeName', label: t.typeName, kind: 'text', most: 300, hint: t.typeNameHint },
  { name: 'abstract', label: t.abstract, kind: 'long', isRequired: true, most: 4_000 },
  { name: 'urgency', label: t.urgency, kind: 'choice', options: t.urgencies },
  { name: 'signerName', label: t.signerName, kind: 'text', most: 300 },
  { name: 'signerTitle', label: t.signerTitle, kind: 'text', most: 300 },
  { name: 'field', label: t.field, kind: 'text', most: 300 },
  { name: 'addressees', label: t.addressees, kind: 'lines', most: 300, hint: t.addresseesHint },
  { name: 'dueOn', label: t.dueOn, kind: 'date', book: 'incoming', hint: t.dateHint },
  { name: 'pageCount', label: t.pageCount, kind: 'count' },
  { name: 'copyCount', label: t.copyCount, kind: 'count', book: 'outgoing' },
  { name: 'keeper', label: t.keeper, kind: 'text', book: 'outgoing', most: 300 },
];

export const emptyForm: FormValues = {
  direction: 'incoming',
  secrecy: '',
  urgency: 'thuong',
  seriesId: 'di',
};

/** The book the document goes into. */
export const bookOf = (values: FormValues): Book =>
  values['direction'] === 'outgoing' ? 'outgoing' : 'incoming';

/** The fields of that book; what was typed for the other one is neither judged nor sent. */
export const fieldsOf = (values: FormValues): readonly FieldRule[] =>
  fields.filter(({ book }) => book === undefined || book === bookOf(values));

/** Only what is known to be ordinary may stay in the browser while it is typed (R1). */
export const mayBeKept = (values: FormValues): boolean => values['secrecy'] === 'thuong';

export interface Problem {
  readonly name: string;
  readonly text: string;
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `2026-11-05` for `5/11/2026`, as dates are written here; undefined when it is no date. */
export const readDate = (text: string): string | undefined => {
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${iso}T00:00:00Z`);
  // 30 February is read as 2 March: only what comes back unchanged is a date.
  const isDate = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(iso);
  return isDate ? iso : undefined;
};

const problemOf = ({ label, kind, isRequired, most, pattern }: FieldRule, text: string) => {
  if (text === '') return isRequired ? t.missing(label) : undefined;
  if (kind === 'date' && readDate(text) === undefined) return t.notADate(label);
  if (kind === 'count' && !/^[1-9]\d{0,4}$/.test(text)) return t.notANumber(label);
  if (pattern !== undefined && !pattern.test.test(text)) return pattern.text;
  const longest =
    kind === 'lines' ? Math.max(...linesOf(text).map((line) => line.length)) : text.length;
  return most !== undefined && longest > most ? t.tooLong(label, most) : undefined;
};

const typed = (values: FormValues, name: string): string => (values[name] ?? '').trim();

/** What is still wrong, in the order of the form. */
export const problemsOf = (values: FormValues): readonly Problem[] =>
  fieldsOf(values).flatMap((rule) => {
    const text = problemOf(rule, typed(values, rule.name));
    return text === undefined ? [] : [{ name: rule.name, text }];
  });

/** The request for values without problems. Of unknown grade is what says nothing of it (R1). */
export const requestOf = (values: FormValues, actId: string): RegisterRequest => {
  const optional = fieldsOf(values).flatMap(({ name, kind, isRequired }): [string, unknown][] => {
    const text = typed(values, name);
    if (text === '' || isRequired) return [];
    if (kind === 'date') return [[name, readDate(text)]];
    if (kind === 'count') return [[name, Number(text)]];
    return kind === 'text' ? [[name, text]] : [];
  });
  return {
    actId,
    direction: bookOf(values),
    ...(typed(values, 'secrecy') === 'thuong' ? { secrecy: 'thuong' } : {}),
    issuer: typed(values, 'issuer'),
    abstract: typed(values, 'abstract'),
    urgency: typed(values, 'urgency') as RegisterRequest['urgency'],
    addressees: [...linesOf(typed(values, 'addressees'))],
    ...Object.fromEntries(optional),
  };
};
