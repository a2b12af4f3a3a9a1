import { inflateSync } from 'node:zlib';

/**
 * Reads the text of a PDF with classic cross references and one ToUnicode map for each font, page
 * by page in drawing order, by the characters the file itself declares.
 */
export function readPdfText(pdf: Buffer): string[] {
  const objects = readObjects(pdf);
  const pages = [...objects.values()].filter((object) => /\/Type \/Page\b/.test(object.head));
  return pages.map((page) => readPage(page, objects));
}

interface PdfObject {
  readonly head: string;
  readonly stream?: string;
}

function readObjects(pdf: Buffer): Map<string, PdfObject> {
  const source = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const match of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', body = ''] = match;
    const [head = '', ...rest] = body.split('\nstream\n');
    if (rest.length === 0) {
      objects.set(id, { head });
      continue;
    }
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const bytes = Buffer.from(rest.join('\nstream\n').slice(0, length), 'latin1');
    const stream = head.includes('FlateDecode') ? inflateSync(bytes) : bytes;
    objects.set(id, { head, stream: stream.toString('latin1') });
  }
  return objects;
}

function follow(objects: Map<string, PdfObject>, head: string, key: string): PdfObject {
  const id = new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1] ?? '';
  const object = objects.get(id);
  if (object === undefined) {
    throw new Error(`The PDF has no object for /${key}`);
  }
  return object;
}

function readPage(page: PdfObject, objects: Map<string, PdfObject>): string {
  const resources = follow(objects, page.head, 'Resources').head;
  const content = follow(objects, page.head, 'Contents').stream ?? '';
  const maps = new Map<string, Map<number, string>>();
  let current = new Map<number, string>();
  let text = '';
  for (const match of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    const [, font, shown = ''] = match;
    if (font !== undefined) {
      current = maps.get(font) ?? readFontMap(follow(objects, resources, font), objects);
      maps.set(font, current);
      continue;
    }
    const codes = [...shown.matchAll(/<([0-9a-f]*)>/g)].map((hex) => hex[1] ?? '').join('');
    const characters = codes.match(/.{4}/g) ?? [];
    text += characters.map((code) => current.get(Number.parseInt(code, 16)) ?? '\ufffd').join('');
    text += '\n';
  }
  return text;
}

function readFontMap(font: PdfObject, objects: Map<string, PdfObject>): Map<number, string> {
  const cmap = follow(objects, font.head, 'ToUnicode').stream ?? '';
  const map = new Map<number, string>();
  for (const range of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    const first = Number.parseInt(range[1] ?? '', 16);
    [...(range[2] ?? '').matchAll(/<([0-9a-f ]*)>/g)].forEach((entry, index) => {
      const units = (entry[1] ?? '').replaceAll(' ', '').match(/.{4}/g) ?? [];
      const text = String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
      map.set(first + index, text);
    });
  }
  return map;
}
