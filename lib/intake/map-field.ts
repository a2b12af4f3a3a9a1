import { foldText, normalizeText } from '../kernel/vietnamese.ts';
import { cellAt, classOf, isEmptyCell, textsOf, type ValueClass } from './cell.ts';
import { type FieldRule, listOf, type MappedField, type SourceRow } from './mapping.ts';
import { allDateFormats, readDate } from './read-date.ts';

export type FaultCode =
  | 'VALUE_MISSING'
  | 'VALUE_NOT_TEXT'
  | 'VALUE_NOT_DATE'
  | 'VALUE_NOT_NUMBER'
  | 'VALUE_NOT_LISTED'
  | 'VALUE_TOO_LONG'
  | 'VALUE_WRONG'
  | 'ID_MISSING'
  | 'ID_REPEATED'
  | 'DIRECTION_UNKNOWN';

/** What is wrong with one value; says where and what kind of value, never the value (R1). */
export interface Fault {
  readonly code: FaultCode;
  readonly field: string;
  /** Column of the source. */
  readonly column: string;
  readonly value: ValueClass;
}

export interface MappedValue {
  readonly value?: string | number | readonly string[];
  /** The columns were empty and the mapping's own words stand for them. */
  readonly filled?: boolean;
  readonly cut?: boolean;
  readonly fault?: Fault;
}

const dateFields: readonly MappedField[] = ['issuedOn', 'dueOn', 'arrivedOn'];
const listFields: readonly MappedField[] = ['addressees', 'recipients'];

/** độ khẩn and chỉ dẫn phạm vi lưu hành as offices write them (Decree 30/2020, Art. 8). */
const usualValues: Partial<Record<MappedField, NonNullable<FieldRule['values']>>> = {
  urgency: {
    thuong: 'thuong',
    khan: 'khan',
    'thuong khan': 'thuong_khan',
    thuong_khan: 'thuong_khan',
    'hoa toc': 'hoa_toc',
    hoa_toc: 'hoa_toc',
  },
  circulation: {
    'luu hanh noi bo': 'luu_hanh_noi_bo',
    'xem xong tra lai': 'xem_xong_tra_lai',
    'du thao': 'du_thao',
  },
};

const fold = (text: string): string => foldText(normalizeText(text));

/** Is the value in the table? `null` stands for "leave the field out". */
const lookUp = (
  table: NonNullable<FieldRule['values']>,
  text: string,
): string | null | undefined => {
  const wanted = fold(text);
  return Object.entries(table).find(([key]) => fold(key) === wanted)?.[1];
};

/** Fills `{column}` from the row; what is empty there leaves no gap. */
const fillTemplate = (template: string, { cells }: SourceRow): string =>
  normalizeText(
    template.replace(/\{([^{}]+)\}/g, (_, column: string) =>
      (textsOf(cellAt(cells, column)) ?? []).join(', '),
    ),
  );

/** The cell that counts, and under which column. */
const sourceOf = (
  rule: FieldRule,
  row: SourceRow,
): { readonly column: string; readonly value: unknown } => {
  const names = listOf(rule.from ?? []);
  const full = names.filter((name) => !isEmptyCell(cellAt(row.cells, name)));
  const column = full[0] ?? names[0] ?? '';
  if (rule.join === undefined || full.length < 2)
    return { column, value: cellAt(row.cells, column) };
  const texts = full.flatMap((name) => textsOf(cellAt(row.cells, name)) ?? []);
  return { column, value: texts.join(rule.join) };
};

const shorten = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/\s+\S*$/, '')}…`;

interface Reading {
  readonly field: MappedField;
  readonly rule: FieldRule;
  readonly column: string;
  readonly value: unknown;
}

const faultAt = ({ field, column, value }: Reading, code: FaultCode): MappedValue => ({
  fault: { code, field, column, value: classOf(value) },
});

/** A table of the mapping comes before the usual words, so that an agency may say otherwise. */
const translate = (reading: Reading, text: string): MappedValue => {
  const { rule, field } = reading;
  for (const table of [rule.values, usualValues[field]]) {
    const listed = table === undefined ? undefined : lookUp(table, text);
    if (listed !== undefined) return listed === null ? {} : { value: listed };
  }
  const closed = rule.unlisted === 'refuse' || usualValues[field] !== undefined;
  if (rule.unlisted === 'leave-out') return {};
  return closed ? faultAt(reading, 'VALUE_NOT_LISTED') : { value: text };
};

const readText = (reading: Reading, texts: readonly string[]): MappedValue => {
  const { rule, field, value } = reading;
  const text = texts.join('; ');
  if (dateFields.includes(field)) {
    const day = readDate(value, text, rule.dates ?? allDateFormats);
    return day === undefined ? faultAt(reading, 'VALUE_NOT_DATE') : { value: day };
  }
  if (field === 'pageCount') {
    const count = Number(text);
    return Number.isInteger(count) ? { value: count } : faultAt(reading, 'VALUE_NOT_NUMBER');
  }
  const translated = translate(reading, text);
  if (rule.cut === undefined || typeof translated.value !== 'string') return translated;
  const short = shorten(translated.value, rule.cut);
  return short === translated.value ? translated : { value: short, cut: true };
};

/** One field of the event from the columns of a row. Pure. */
export const mapField = (field: MappedField, rule: FieldRule, row: SourceRow): MappedValue => {
  const reading: Reading = { field, rule, ...sourceOf(rule, row) };
  const texts = textsOf(reading.value);
  if (texts === undefined) return faultAt(reading, 'VALUE_NOT_TEXT');
  if (texts.length === 0) {
    const words = rule.otherwise === undefined ? '' : fillTemplate(rule.otherwise, row);
    if (words === '') return {};
    return listFields.includes(field)
      ? { value: [words], filled: true }
      : { value: words, filled: true };
  }
  if (!listFields.includes(field)) return readText(reading, texts);
  const { split } = rule;
  const parts = split === undefined ? texts : texts.flatMap((text) => text.split(split));
  return { value: parts.map(normalizeText).filter((part) => part !== '') };
};
