import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type EventName, eventNames, typeOf } from '../../../lib/events/catalogue.ts';
import { parseEvent } from '../../../lib/events/envelope.ts';
import { eventSchema, eventSchemaFiles } from '../../../lib/events/json-schemas.ts';

const folder = resolve(import.meta.dirname, '../../../docs/events');
const read = (name: string): string =>
  readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');

/** The README's sections about one event each: heading, words and example. */
const sections = new Map(
  read('README.md')
    .split(/^### (?=[a-z]+\.[a-z]+$)/m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf('\n')), text] as const),
);

const exampleOf = (name: EventName): unknown => {
  const example = /```json\n([\s\S]*?)```/.exec(sections.get(name) ?? '')?.[1];
  return JSON.parse(example ?? 'null');
};

describe('docs/events', () => {
  test('the schemas are those of the catalogue (npm run schemas)', () => {
    const written = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));
    expect(new Map(written.map((name) => [name, read(name)]))).toEqual(eventSchemaFiles());
  });

  test('the README tells of every event of the catalogue and of no other', () => {
    expect([...sections.keys()].sort()).toEqual([...eventNames].sort());
  });

  test.each(eventNames)('the example of %s is taken in', (name) => {
    expect(parseEvent(exampleOf(name))).toMatchObject({ name });
  });
});

describe('the JSON Schema of an event', () => {
  const dataOf = (name: EventName) =>
    (eventSchema(name)['properties'] as Record<string, Record<string, unknown>>)['data'];

  test('names the whole CloudEvent with its own type', () => {
    expect(eventSchema('document.recalled')).toMatchObject({
      required: ['specversion', 'id', 'source', 'type', 'time', 'data'],
      properties: { type: { const: typeOf('document.recalled') } },
    });
  });

  test('leaves out what has a default and asks for what has none', () => {
    const data = dataOf('document.received');
    expect(data).toMatchObject({ required: ['documentId', 'abstract', 'issuer'] });
  });

  test('says the rules that zod keeps as code', () => {
    expect(dataOf('document.recalled')).toMatchObject({
      oneOf: [{ required: ['documentId'] }, { required: ['officeId'] }],
    });
    expect(dataOf('document.approved')).toMatchObject({
      properties: { files: { minContains: 1, maxContains: 1 } },
    });
    expect(dataOf('document.issued')).not.toHaveProperty('properties.files.minContains');
  });
});
