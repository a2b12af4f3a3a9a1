import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeText } from '../../../lib/kernel/escape-text.ts';
import { html, jsonLd, url } from '../../../lib/portal/html.ts';
import { documentPage } from '../../../lib/portal/pages/document-page.ts';
import type { ShownDocument } from '../../../lib/portal/portal-data.ts';
import { portalSettings } from '../../support/portal-documents.ts';

/** Text biased towards what breaks templates. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<script>',
        '</script>',
        '<!--',
        '-->',
        ']]>',
        '"',
        "'",
        '`',
        '&',
        '&lt;',
        '<',
        '>',
        '=',
        ' onload=',
        'javascript:',
        '\u202e',
        '\u2066',
        '\u0000',
        '\ud800',
        '\u2028',
        '\ufffe',
        '</dd>',
      ),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** Tags and attribute names in order: what a page is made of, apart from its texts. */
const skeleton = (page: string): string => page.replace(/>[^<]*/g, '>').replace(/="[^"]*"/g, '=""');

const shownWith = (text: string): ShownDocument => ({
  code: text,
  abstract: text,
  issuer: text,
  typeName: text,
  field: text,
  signerName: text,
  signerTitle: text,
  issuedOn: '2026-11-20',
  sha256: 'a'.repeat(64),
  size: 1_200_000,
  file: 'van-ban/x/y.pdf',
  publishedAt: '2026-11-23T02:00:00.000Z',
});
const pageWith = (text: string): string =>
  documentPage(portalSettings, 'x', shownWith(text), [
    { slug: 'y', code: text, issuer: text, abstract: text },
  ]);

test('no text in any field changes the structure of a document page', () => {
  const plain = skeleton(pageWith('Trích yếu'));
  fc.assert(
    fc.property(hostile, (text) => {
      expect(skeleton(pageWith(text))).toBe(plain);
    }),
  );
});

test('no text ends the JSON-LD element, and the data are read back whole', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const markup = jsonLd({ name: text }).toString();
      const inner = markup.slice(markup.indexOf('>') + 1, markup.lastIndexOf('</script>'));
      expect(inner).not.toMatch(/[<>&]/);
      const { name } = JSON.parse(inner) as { name: string };
      expect(escapeText(name)).toBe(escapeText(text));
    }),
  );
});

test('escaped text reads back as the text, without what cannot be shown', () => {
  expect(escapeText(`a<b>"c"&'d'`)).toBe('a&lt;b&gt;&quot;c&quot;&amp;&#39;d&#39;');
  expect(escapeText('số \u202e98\u202c/QĐ\u0000\ud800')).toBe('số 98/QĐ');
});

test('accents, line breaks and emoji are kept', () => {
  expect(escapeText('Nghị quyết số 1\nễ ộ 🇻🇳')).toBe('Nghị quyết số 1\nễ ộ 🇻🇳');
});

test('markup made by the template is not escaped again, absent values leave nothing', () => {
  const rows = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
  expect(html`<ol>${rows}${undefined}${false}</ol>`.toString()).toBe(
    '<ol><li>a</li><li>&lt;b&gt;</li></ol>',
  );
});

describe('addresses', () => {
  test.each([
    'javascript:alert(1)',
    'JavaScript:x',
    ' javascript:x',
    'java\nscript:x',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil',
    'https://a"b',
    'relative',
    '',
    '/a b',
  ])('%j is refused', (address) => {
    expect(() => url(address)).toThrow('not a safe address');
  });
  test.each(['/', '/van-ban/', 'https://a.vn/x?y=1&z=2#k', 'mailto:a@b.vn', '#noi-dung'])(
    '%j is taken',
    (address) => {
      expect(html`<a href="${url(address)}">x</a>`.toString()).toContain(escapeText(address));
    },
  );
  test('a plain text cannot stand where an address is read', () => {
    expect(() => html`<a href="${'/van-ban/'}">x</a>`).toThrow('must pass url()');
  });
});

describe('places where escaping would not protect are refused', () => {
  test('an attribute without quotes', () => {
    expect(() => html`<a class=${'x'}>x</a>`).toThrow(TypeError);
  });
  test('an event handler or a style', () => {
    expect(() => html`<a onclick="${'x'}">x</a>`).toThrow(TypeError);
    expect(() => html`<a style="${'x'}">x</a>`).toThrow(TypeError);
  });
  test('a tag or attribute name', () => {
    expect(() => html`<${'b'}>x</b>`).toThrow(TypeError);
    expect(() => html`<b ${'x'}>x</b>`).toThrow(TypeError);
  });
  test('a script or style element', () => {
    expect(() => html`<script>${'x'}</script>`).toThrow(TypeError);
    expect(() => html`<style>${'x'}</style>`).toThrow(TypeError);
  });
  test('markup within an attribute', () => {
    expect(() => html`<b title="${html`<i>x</i>`}">x</b>`).toThrow(TypeError);
  });
});
