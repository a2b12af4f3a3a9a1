import type { AdministrativeDocument, FieldBox, SigningLayout } from './administrative-document.ts';
import { ADDRESSEE_LABEL, END_OF_TEXT, SAMPLE_NOTE } from './decree30-labels.vi.ts';
import { centredItems, type FlowItem, paragraphItems, setItems } from './flow.ts';
import { drawLetterhead, type LetterheadResult } from './letterhead-block.ts';
import { PageCanvas, type PlacedText, type TextStyle } from './page-canvas.ts';
import { PAGE, TEXT_WIDTH } from './page-geometry.ts';
import { type SignatureBoxes, signatureItem } from './signature-block.ts';

const BODY: TextStyle = { font: 'regular', size: 14 };
const BODY_ITALIC: TextStyle = { font: 'italic', size: 14 };
const TITLE: TextStyle = { font: 'bold', size: 14 };
const PAGE_NUMBER: TextStyle = { font: 'regular', size: 13 };
const NOTE: TextStyle = { font: 'italic', size: 8, color: '#6b6b6b' };
const PARAGRAPH_SPACE = 6;

export interface RenderedDocument {
  readonly pdf: Buffer;
  readonly pageCount: number;
  /** Present when number or date was left blank: the document is signed and issued here. */
  readonly signing?: SigningLayout;
  /** Every text on the pages with its box. */
  readonly placed: readonly PlacedText[];
}

/**
 * Renders an administrative document as PDF in the layout of Decree 30/2020/NĐ-CP, Appendix I.
 * The same document and `createdAt` give the same bytes under one version of Node.
 */
export async function renderAdministrativeDocument(
  document: AdministrativeDocument,
  options: { readonly createdAt: Date },
): Promise<RenderedDocument> {
  const canvas = new PageCanvas({
    title: `${document.typeName} ${document.documentCode ?? document.notation}`,
    author: document.letterhead.issuer.join(' '),
    subject: document.abstract,
    createdAt: options.createdAt,
  });
  const head = drawLetterhead(canvas, document);
  let boxes: SignatureBoxes | undefined;
  const items = [
    ...openingItems(canvas, document),
    ...bodyItems(canvas, document),
    signatureItem(canvas, document, (placed) => {
      boxes = placed;
    }),
  ];
  drawNote(canvas);
  setItems(items, head.bottom, {
    bottom: PAGE.bottom,
    startNext: () => {
      canvas.addPage();
      drawNote(canvas);
      const centre = (PAGE.left + PAGE.right) / 2;
      canvas.drawCentred(String(canvas.page + 1), centre, PAGE.top - 20, PAGE_NUMBER);
      return PAGE.top;
    },
  });
  const signing = signingLayout(head, boxes);
  return {
    pdf: await canvas.finish(),
    pageCount: canvas.page + 1,
    placed: canvas.placed,
    ...(signing && { signing }),
  };
}

function signingLayout(
  head: LetterheadResult,
  boxes: SignatureBoxes | undefined,
): SigningLayout | undefined {
  if (head.number === undefined || head.date === undefined || boxes === undefined) {
    return undefined;
  }
  return {
    number: roundBox(head.number),
    date: roundBox(head.date),
    leader: roundBox(boxes.leader),
    agency: roundBox(boxes.agency),
  };
}

/** Hundredths of a point are finer than any printer, and events stay short. */
function roundBox(box: FieldBox): FieldBox {
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    page: box.page,
    x: round(box.x),
    y: round(box.y),
    width: round(box.width),
    height: round(box.height),
  };
}

function drawNote(canvas: PageCanvas): void {
  canvas.drawCentred(SAMPLE_NOTE, (PAGE.left + PAGE.right) / 2, PAGE.height - 26, NOTE);
}

function openingItems(canvas: PageCanvas, document: AdministrativeDocument): FlowItem[] {
  if (document.isLetter) {
    return addresseeItems(canvas, document.addressees ?? []);
  }
  const items = [
    ...centredItems(canvas, document.typeName.toUpperCase(), { style: TITLE, spaceBefore: 22 }),
    ...centredItems(canvas, document.abstract, { style: TITLE, spaceBefore: 2, rule: 0.4 }),
  ];
  if (document.addressees !== undefined) {
    items.push(...addresseeItems(canvas, document.addressees));
  }
  if (document.authorityHeading !== undefined) {
    items.push(
      ...centredItems(canvas, document.authorityHeading, { style: TITLE, spaceBefore: 16 }),
    );
  }
  for (const [index, basis] of (document.legalBases ?? []).entries()) {
    const spaceBefore = index === 0 ? 12 : PARAGRAPH_SPACE;
    items.push(...paragraphItems(canvas, basis, { style: BODY_ITALIC, spaceBefore }));
  }
  if (document.enactingWords !== undefined) {
    items.push(...centredItems(canvas, document.enactingWords, { style: TITLE, spaceBefore: 12 }));
  }
  return items;
}

/** One addressee stands beside the label, several in a list under it (Appendix I). */
function addresseeItems(canvas: PageCanvas, addressees: readonly string[]): FlowItem[] {
  const labelWidth = canvas.widthOf(`${ADDRESSEE_LABEL} `, BODY);
  const single = addressees.length === 1 ? (addressees[0] ?? '') : undefined;
  if (single !== undefined) {
    return centredItems(canvas, `${ADDRESSEE_LABEL} ${single}`, {
      style: BODY,
      spaceBefore: 22,
      measure: TEXT_WIDTH * 0.9,
    });
  }
  const x = PAGE.left + TEXT_WIDTH * 0.22;
  const rows = addressees.map((name, index) =>
    index === addressees.length - 1 ? `- ${name}.` : `- ${name};`,
  );
  return ['', ...rows].map((row, index) => ({
    spaceBefore: index === 0 ? 22 : 2,
    height: 17,
    keepWithNext: true,
    draw: (top) => {
      const isLabel = index === 0;
      const text = isLabel ? ADDRESSEE_LABEL : row;
      canvas.drawText(text, isLabel ? x : x + labelWidth, top + BODY.size, BODY);
    },
  }));
}

function bodyItems(canvas: PageCanvas, document: AdministrativeDocument): FlowItem[] {
  const last = document.body.length - 1;
  return document.body.flatMap((text, index) => {
    const isLast = index === last;
    return paragraphItems(canvas, isLast ? `${text}${END_OF_TEXT}` : text, {
      style: BODY,
      spaceBefore: index === 0 ? 14 : PARAGRAPH_SPACE,
      keepWithNext: isLast || isHeading(text),
    });
  });
}

/** A paragraph that is bold as a whole. */
function isHeading(text: string): boolean {
  return text.startsWith('**') && text.indexOf('**', 2) === text.length - 2;
}
