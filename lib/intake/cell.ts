import { normalizeText } from '../kernel/vietnamese.ts';

/** What kind of value a cell held, for reports that must not quote it. */
export interface ValueClass {
  readonly kind: 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'list' | 'object';
  /** Characters of a text, entries of a list. */
  readonly length?: number;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isDate = (value: unknown): value is Date =>
  Object.prototype.toString.call(value) === '[object Date]';

/** The cell under a column's name, else at the end of a path such as `a.b` or `a.0`. */
export const cellAt = (cells: Readonly<Record<string, unknown>>, column: string): unknown => {
  if (Object.hasOwn(cells, column)) return cells[column];
  return column
    .split('.')
    .reduce<unknown>(
      (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      cells,
    );
};

const isEmptyText = (text: string): boolean => normalizeText(text) === '';

export const isEmptyCell = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && isEmptyText(value)) ||
  (Array.isArray(value) && value.every(isEmptyCell));

export const classOf = (value: unknown): ValueClass => {
  if (isEmptyCell(value)) return { kind: 'empty' };
  if (typeof value === 'string') return { kind: 'text', length: value.length };
  if (typeof value === 'number') return { kind: 'number' };
  if (typeof value === 'boolean') return { kind: 'boolean' };
  if (isDate(value)) return { kind: 'date' };
  return Array.isArray(value) ? { kind: 'list', length: value.length } : { kind: 'object' };
};

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** The calendar day a spreadsheet's date cell shows, which libraries read as midnight UTC. */
export const dayOf = (date: Date): string =>
  `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;

/** The texts of a cell; undefined for what is no text. Entries of a list stand alone. */
export const textsOf = (value: unknown): readonly string[] | undefined => {
  if (isEmptyCell(value)) return [];
  if (typeof value === 'string') return [normalizeText(value)];
  if (typeof value === 'number') return Number.isFinite(value) ? [String(value)] : undefined;
  if (isDate(value)) return [dayOf(value)];
  if (!Array.isArray(value)) return undefined;
  const parts = value.map(textsOf);
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
};

export { isDate };
