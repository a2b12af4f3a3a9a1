import type { RegisterRequest } from '../contract.ts';
import { registerTexts as t } from './register-texts.vi.ts';

/** What stands in the form, as it was typed. */
export type FormValues = Readonly<Record<string, string>>;

export interface FieldRule {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'long' | 'lines' | 'date' | 'count' | 'choice';
  readonly isRequired?: boolean;
  readonly most?: number;
  readonly hint?: string;
  readonly options?: Readonly<Record<string, string>>;
}

/** The facts of both books, in the order a clerk reads them off the paper. */
export const fields: readonly FieldRule[] = [
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
    label: t.documentCode,
    kind: 'text',
    most: 120,
    hint: t.documentCodeHint,
  },
  { name: 'issuedOn', label: t.issuedOn, kind: 'date', hint: t.dateHint },
  { name: 'typeName', label: t.typeName, kind: 'text', most: 300, hint: t.typeNameHint },
  { name: 'abstract', label: t.abstract, kind: 'long', isRequired: true, most: 4_000 },
  { name: 'urgency', label: t.urgency, kind: 'choice', options: t.urgencies },
  { name: 'signerName', label: t.signerName, kind: 'text', most: 300 },
  { name: 'signerTitle', label: t.signerTitle, kind: 'text', most: 300 },
  { name: 'field', label: t.field, kind: 'text', most: 300 },
  { name: 'addressees', label: t.addressees, kind: 'lines', most: 300, hint: t.addresseesHint },
  { name: 'dueOn', label: t.dueOn, kind: 'date', hint: t.dateHint },
  { name: 'pageCount', label: t.pageCount, kind: 'count' },
];

export const emptyForm: FormValues = { direction: 'incoming', secrecy: '', urgency: 'thuong' };

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

const problemOf = ({ label, kind, isRequired, most }: FieldRule, text: string) => {
  if (text === '') return isRequired ? t.missing(label) : undefined;
  if (kind === 'date' && readDate(text) === undefined) return t.notADate(label);
  if (kind === 'count' && !/^[1-9]\d{0,4}$/.test(text)) return t.notANumber(label);
  const longest =
    kind === 'lines' ? Math.max(...linesOf(text).map((line) => line.length)) : text.length;
  return most !== undefined && longest > most ? t.tooLong(label, most) : undefined;
};

const typed = (values: FormValues, name: string): string => (values[name] ?? '').trim();

/** What is still wrong, in the order of the form. */
export const problemsOf = (values: FormValues): readonly Problem[] =>
  fields.flatMap((rule) => {
    const text = problemOf(rule, typed(values, rule.name));
    return text === undefined ? [] : [{ name: rule.name, text }];
  });

/** The request for values without problems. Of unknown grade is what says nothing of it (R1). */
export const requestOf = (values: FormValues, actId: string): RegisterRequest => {
  const optional = fields.flatMap(({ name, kind, isRequired }) => {
    const text = typed(values, name);
    if (text === '' || isRequired || !['text', 'date'].includes(kind)) return [];
    return [[name, kind === 'date' ? readDate(text) : text]];
  });
  return {
    actId,
    direction: typed(values, 'direction') === 'outgoing' ? 'outgoing' : 'incoming',
    ...(typed(values, 'secrecy') === 'thuong' ? { secrecy: 'thuong' } : {}),
    issuer: typed(values, 'issuer'),
    abstract: typed(values, 'abstract'),
    urgency: typed(values, 'urgency') as RegisterRequest['urgency'],
    addressees: [...linesOf(typed(values, 'addressees'))],
    ...(typed(values, 'pageCount') === '' ? {} : { pageCount: Number(typed(values, 'pageCount')) }),
    ...Object.fromEntries(optional),
  };
};
