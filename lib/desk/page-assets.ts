import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib';

/** What one address of the page answers, in the encodings a browser may ask for. */
export interface PageAsset {
  readonly mediaType: string;
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

/** The page as its build leaves it. */
export interface BuiltPage {
  /** `index.html` with `{{script}}`, `{{styles}}` and `{{mark}}` where the addresses go. */
  readonly index: string;
  readonly script: string;
  readonly styles: string;
  readonly mark: string;
}

export interface PageAssets {
  readonly index: PageAsset;
  /** By address. The names hold a hash of the content, so that a browser may keep them for good. */
  readonly byPath: ReadonlyMap<string, PageAsset>;
}

const ASSETS = '/desk/assets/';

const assetOf = (mediaType: string, text: string): PageAsset => {
  const plain = Buffer.from(text);
  return {
    mediaType,
    plain,
    br: brotliCompressSync(plain, { params: { [zlib.BROTLI_PARAM_QUALITY]: 9 } }),
    gzip: gzipSync(plain, { level: 9 }),
  };
};

const pathOf = (name: string, extension: string, text: string): string =>
  `${ASSETS}${name}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.${extension}`;

/**
 * Names and compresses the files of the page, once, when the function starts.
 * @throws Error when the index does not say where a file goes
 */
export const preparePage = ({ index, script, styles, mark }: BuiltPage): PageAssets => {
  const files = [
    { place: 'script', path: pathOf('desk', 'js', script), type: 'text/javascript', text: script },
    { place: 'styles', path: pathOf('desk', 'css', styles), type: 'text/css', text: styles },
    { place: 'mark', path: pathOf('mark', 'svg', mark), type: 'image/svg+xml', text: mark },
  ];
  const html = files.reduce((text, { place, path }) => {
    if (!text.includes(`{{${place}}}`)) throw new Error(`index.html has no place for ${place}`);
    return text.replaceAll(`{{${place}}}`, path);
  }, index);
  return {
    index: assetOf('text/html', html),
    byPath: new Map(files.map(({ path, type, text }) => [path, assetOf(type, text)])),
  };
};
