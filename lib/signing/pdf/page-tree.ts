import { brokenPdf, PdfRefusedError } from '../errors.ts';
import type { PdfDocument } from './document.ts';
import { limits } from './limits.ts';
import { isName, numberOf, type PdfDict, PdfRef, type PdfValue } from './values.ts';

/** Left, bottom, right, top in points. */
export type Rect = readonly [number, number, number, number];

export interface PdfPage {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  /** What the page shows: crop box, else media box. */
  readonly box: Rect;
  /** Clockwise turn when shown: 0, 90, 180 or 270. */
  readonly rotation: number;
}

interface Inherited {
  readonly box: PdfValue | undefined;
  readonly rotation: PdfValue | undefined;
}

const a4: Rect = [0, 0, 595.28, 841.89];

export const rectOf = (document: PdfDocument, value: PdfValue | undefined): Rect | undefined => {
  const items = document.resolveArray(value)?.map((item) => numberOf(document.resolve(item)));
  if (items?.length !== 4) return undefined;
  const [x1, y1, x2, y2] = items;
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined)
    return undefined;
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
};

const toPage = (
  document: PdfDocument,
  ref: PdfRef,
  dict: PdfDict,
  inherited: Inherited,
): PdfPage => {
  const turn = numberOf(document.resolve(inherited.rotation)) ?? 0;
  return {
    ref,
    dict,
    box: rectOf(document, inherited.box) ?? a4,
    rotation: (((Math.round(turn / 90) * 90) % 360) + 360) % 360,
  };
};

interface Node {
  readonly value: PdfValue;
  readonly inherited: Inherited;
  readonly depth: number;
}

const inheritedBy = (dict: PdfDict, above: Inherited): Inherited => ({
  box: dict.get('CropBox') ?? dict.get('MediaBox') ?? above.box,
  rotation: dict.get('Rotate') ?? above.rotation,
});

const kidsOf = (document: PdfDocument, dict: PdfDict): PdfValue[] | undefined =>
  isName(document.resolve(dict.get('Type')), 'Page')
    ? undefined
    : document.resolveArray(dict.get('Kids'));

const readNode = (
  document: PdfDocument,
  node: Node,
  seen: Set<number>,
): { ref: PdfRef; dict: PdfDict } => {
  const ref = node.value;
  const dict = document.resolveDict(ref);
  if (!(ref instanceof PdfRef) || !dict) throw brokenPdf('the page tree has a missing node');
  if (seen.has(ref.id)) throw brokenPdf('the page tree forms a loop');
  seen.add(ref.id);
  if (node.depth > limits.treeDepth) {
    throw new PdfRefusedError('PDF_TOO_COMPLEX', 'the page tree is too deep');
  }
  return { ref, dict };
};

/**
 * All pages in order. A node met twice is a loop or a shared page, both forbidden and both used
 * to confuse readers, so the file is refused.
 */
export function* walkPages(document: PdfDocument): Generator<PdfPage> {
  const root = document.catalog.get('Pages') ?? null;
  const seen = new Set<number>();
  const stack: Node[] = [
    { value: root, inherited: { box: undefined, rotation: undefined }, depth: 0 },
  ];
  let pages = 0;
  for (let node = stack.pop(); node; node = stack.pop()) {
    const { ref, dict } = readNode(document, node, seen);
    const inherited = inheritedBy(dict, node.inherited);
    const kids = kidsOf(document, dict);
    if (kids) {
      const depth = node.depth + 1;
      for (const value of kids.toReversed()) stack.push({ value, inherited, depth });
    } else {
      if (++pages > limits.pages) throw new PdfRefusedError('PDF_TOO_COMPLEX', 'too many pages');
      yield toPage(document, ref, dict, inherited);
    }
  }
}

export const listPages = (document: PdfDocument): PdfPage[] => [...walkPages(document)];

/** @throws PdfRefusedError PAGE_MISSING */
export const pageAt = (document: PdfDocument, index: number): PdfPage => {
  let current = 0;
  for (const page of walkPages(document)) if (current++ === index) return page;
  throw new PdfRefusedError('PAGE_MISSING', `the file has no page ${index + 1}`);
};
