import * as z from 'zod/mini';
import { OfficeError } from '../kernel/errors.ts';
import { catalogue, type EventData, type EventName, typeOf } from './catalogue.ts';
import { identifier, instant } from './common.ts';

/** 64 KB: what a sender may put into one event (DESIGN §3). */
export const MAX_EVENT_BYTES = 65_536;

/** CloudEvents 1.0 in JSON format, structured mode; unknown extension attributes are left out. */
export const envelope = z.object({
  specversion: z.literal('1.0'),
  id: identifier,
  source: z.string().check(z.minLength(1), z.maxLength(200)),
  type: z.string().check(z.maxLength(120)),
  time: instant,
  datacontenttype: z.optional(z.literal('application/json')),
  /** Extension: the source's own order of the events of one document. */
  sequence: z.optional(z.int().check(z.minimum(0))),
  data: z.unknown(),
});

/** One event of the catalogue, parsed and typed. */
export type OfficeEvent = {
  [Name in EventName]: {
    readonly name: Name;
    readonly id: string;
    readonly source: string;
    readonly time: Date;
    readonly sequence?: number;
    readonly data: EventData<Name>;
  };
}[EventName];

/** The event of one name. */
export type EventOf<Name extends EventName> = Extract<OfficeEvent, { name: Name }>;

const TYPE = /^vn\.vanthu\.([a-z]+\.[a-z]+)\.v(\d+)$/;

/** Where input is wrong, as paths; never its values, which may be secret. */
const wherePaths = (issues: readonly { path: readonly PropertyKey[] }[]): string =>
  [...new Set(issues.map((issue) => issue.path.map(String).join('.') || '(event)'))]
    .slice(0, 8)
    .join(', ');

const eventNameOf = (type: string): EventName => {
  const [, name = '', version = ''] = TYPE.exec(type) ?? [];
  if (!Object.hasOwn(catalogue, name)) throw new OfficeError('UNKNOWN_TYPE', 'unknown event type');
  if (version !== '1') throw new OfficeError('UNKNOWN_VERSION', 'unknown event version');
  return name as EventName;
};

/**
 * Reads a JSON value as an event of the catalogue.
 * @throws OfficeError BAD_EVENT (fact `where`: the wrong paths), UNKNOWN_TYPE, UNKNOWN_VERSION
 */
export const parseEvent = (json: unknown): OfficeEvent => {
  const outer = envelope.safeParse(json);
  if (!outer.success)
    throw new OfficeError('BAD_EVENT', 'not a CloudEvent of this office', {
      facts: { where: wherePaths(outer.error.issues) },
    });
  const name = eventNameOf(outer.data.type);
  const data = catalogue[name].safeParse(outer.data.data);
  if (!data.success)
    throw new OfficeError('BAD_EVENT', 'event data does not fit its schema', {
      facts: { where: wherePaths(data.error.issues.map((i) => ({ path: ['data', ...i.path] }))) },
    });
  const { id, source, time, sequence } = outer.data;
  return {
    name,
    id,
    source,
    time: new Date(time),
    ...(sequence === undefined ? {} : { sequence }),
    data: data.data,
  } as OfficeEvent;
};

/**
 * Reads the text of an event.
 * @throws OfficeError BODY_TOO_LARGE, BAD_JSON and those of parseEvent
 */
export const parseEventText = (text: string): OfficeEvent => {
  if (Buffer.byteLength(text) > MAX_EVENT_BYTES)
    throw new OfficeError('BODY_TOO_LARGE', 'event over the size limit', {
      facts: { limit: String(MAX_EVENT_BYTES) },
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's message quotes the input, which may be secret: it is not kept as a cause.
    throw new OfficeError('BAD_JSON', 'body is not JSON');
  }
  return parseEvent(json);
};

/** The event as JSON text again, normalised: for hashing, parking and the envelope of a held one. */
export const eventText = (event: OfficeEvent): string =>
  JSON.stringify({
    specversion: '1.0',
    id: event.id,
    source: event.source,
    type: typeOf(event.name),
    time: event.time.toISOString(),
    ...(event.sequence === undefined ? {} : { sequence: event.sequence }),
    data: event.data,
  });
