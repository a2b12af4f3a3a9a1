import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** One event as it was found; `event` is absent when the text is no JSON object. */
export interface FoundEvent {
  /** File and line. */
  readonly where: string;
  readonly event?: { readonly id: string; readonly source: string };
}

const asEvent = (json: unknown): FoundEvent['event'] => {
  if (typeof json !== 'object' || json === null) return undefined;
  const { id, source } = json as Record<string, unknown>;
  return typeof id === 'string' && typeof source === 'string'
    ? (json as NonNullable<FoundEvent['event']>)
    : undefined;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // What is wrong with the text is told by its place; its words may be secret.
    return undefined;
  }
};

const found = (where: string, json: unknown): FoundEvent => {
  const event = asEvent(json);
  return event === undefined ? { where } : { where, event };
};

/** One event, an array of events, or one event a line. */
const readText = (file: string, text: string): FoundEvent[] => {
  const body = text.replace(/^\ufeff/, '');
  const whole = parse(body);
  if (Array.isArray(whole)) return whole.map((json, at) => found(`${file}[${at}]`, json));
  if (whole !== undefined) return [found(file, whole)];
  return body
    .split(/\r?\n/)
    .map((line, at) => ({ line, where: `${file}:${at + 1}` }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, where }) => found(where, parse(line)));
};

const EVENTS = /\.(json|jsonl|ndjson)$/i;

/** Events of a file, or of all event files below a folder in the order of their names. */
export const readEvents = async (place: string): Promise<FoundEvent[]> => {
  if (!(await stat(place)).isDirectory()) return readText(place, await readFile(place, 'utf8'));
  const names = (await readdir(place, { recursive: true })).filter((name) => EVENTS.test(name));
  const events: FoundEvent[] = [];
  for (const name of names.toSorted()) {
    const file = join(place, name);
    events.push(...readText(file, await readFile(file, 'utf8')));
  }
  return events;
};
