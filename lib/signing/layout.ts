import type { TextAlign } from './appearance/draw-text.ts';
import { PdfRefusedError } from './errors.ts';
import type { PdfDocument } from './pdf/document.ts';
import { listPages, type PdfPage, type Rect } from './pdf/page-tree.ts';

export interface PageBox {
  /** 0 is the first page. */
  readonly page: number;
  /** Left, bottom, right, top in points, in the page's own coordinates. */
  readonly rect: Rect;
}

export interface TextBox extends PageBox {
  /** In points. */
  readonly fontSize: number;
  readonly style?: 'regular' | 'italic';
  readonly align?: TextAlign;
}

/** Where number, date, the leader's signature and the agency's seal go. */
export interface SigningLayout {
  readonly number: TextBox;
  readonly date: TextBox;
  readonly leader: PageBox;
  readonly agency: PageBox;
}

/** A seal of 36 mm, the common size of a round seal, at real size. */
const sealDiameter = 102;

/**
 * The box of the seal beside a signature: at the same height, covering a third of the signature on
 * its left (Decree 30/2020, Appendix I).
 */
export const sealBoxFor = (leader: PageBox, diameter: number = sealDiameter): PageBox => {
  const [left, bottom, right, top] = leader.rect;
  const edge = left + (right - left) / 3;
  const middle = (bottom + top) / 2;
  const rect: Rect = [edge - diameter, middle - diameter / 2, edge, middle + diameter / 2];
  return { page: leader.page, rect };
};

const uprightPage = (page: PdfPage | undefined): PdfPage => {
  if (!page) throw new PdfRefusedError('PAGE_MISSING', 'the file has no pages');
  if (page.rotation !== 0) throw new PdfRefusedError('PAGE_ROTATED', 'the page is turned');
  return page;
};

/**
 * The places of Decree 30/2020 on an A4 page whose own text is not looked at: number under the
 * agency's name top left, date top right under the tiêu ngữ, signatures bottom right on the last
 * page.
 * @throws PdfRefusedError PAGE_MISSING, PAGE_ROTATED
 */
export const locateLayout = (document: PdfDocument): SigningLayout => {
  const pages = listPages(document);
  const first = uprightPage(pages[0]);
  const last = uprightPage(pages.at(-1));
  const [left, , right, top] = first.box;
  const line = { bottom: top - 112, top: top - 96 };
  const middle = last.box[0] + (last.box[2] - last.box[0]) * 0.7;
  const floor = last.box[1] + 110;
  const leader: PageBox = {
    page: pages.length - 1,
    rect: [middle - 62, floor, middle + 62, floor + 64],
  };
  return {
    number: { page: 0, rect: [left + 125, line.bottom, left + 170, line.top], fontSize: 13 },
    date: {
      page: 0,
      rect: [right - 215, line.bottom, right - 57, line.top],
      fontSize: 13,
      style: 'italic',
    },
    leader,
    agency: sealBoxFor(leader),
  };
};
