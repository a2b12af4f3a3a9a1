import type { PageCanvas, TextStyle } from './page-canvas.ts';
import { PAGE, TEXT_WIDTH } from './page-geometry.ts';
import { breakBalanced, breakLines, drawCentredLine, drawLine } from './typesetter.ts';

/** A piece of text or a block that is never split over two pages. */
export interface FlowItem {
  readonly spaceBefore: number;
  readonly height: number;
  /** Stays on the page of the item after it. */
  readonly keepWithNext: boolean;
  readonly draw: (top: number) => void;
}

/** First-line indent of the body: 1.27 cm (Appendix I allows 1 or 1.27). */
const INDENT = 36;
const LINE_FACTOR = 1.24;

export interface ParagraphOptions {
  readonly style: TextStyle;
  readonly spaceBefore: number;
  readonly keepWithNext?: boolean;
}

/** A justified paragraph; neither its first nor its last line stands alone on a page. */
export function paragraphItems(
  canvas: PageCanvas,
  text: string,
  options: ParagraphOptions,
): FlowItem[] {
  const { style } = options;
  const height = style.size * LINE_FACTOR;
  const lines = breakLines(canvas, text, style, { width: TEXT_WIDTH, firstLineIndent: INDENT });
  return lines.map((line, index) => {
    const indent = index === 0 ? INDENT : 0;
    const isLast = index === lines.length - 1;
    return {
      spaceBefore: index === 0 ? options.spaceBefore : 0,
      height,
      keepWithNext: isLast
        ? (options.keepWithNext ?? false)
        : index === 0 || index === lines.length - 2,
      draw: (top) =>
        drawLine(
          canvas,
          line,
          {
            x: PAGE.left + indent,
            baseline: top + style.size,
            ...(!isLast && { stretchTo: TEXT_WIDTH - indent }),
          },
          style,
        ),
    };
  });
}

export interface CentredOptions {
  readonly style: TextStyle;
  readonly spaceBefore: number;
  /** Rule under the last line, as a part of its width (Appendix I: 1/3 to 1/2). */
  readonly rule?: number;
  readonly measure?: number;
}

/** Centred lines of like length, kept together and with what follows. */
export function centredItems(
  canvas: PageCanvas,
  text: string,
  options: CentredOptions,
): FlowItem[] {
  const { style, rule } = options;
  const centre = (PAGE.left + PAGE.right) / 2;
  const lines = breakBalanced(canvas, text, style, options.measure ?? TEXT_WIDTH * 0.84);
  return lines.map((line, index) => {
    const isRuled = rule !== undefined && index === lines.length - 1;
    return {
      spaceBefore: index === 0 ? options.spaceBefore : 0,
      height: style.size * 1.18 + (isRuled ? 6 : 0),
      keepWithNext: true,
      draw: (top) => {
        drawCentredLine(canvas, line, { centre, baseline: top + style.size }, style);
        if (isRuled) {
          canvas.drawRule(centre, top + style.size + 6, line.width * rule);
        }
      },
    };
  });
}

/** Sets the items from `top` down, breaking pages between groups that belong together. */
export function setItems(
  items: readonly FlowItem[],
  top: number,
  page: { readonly bottom: number; readonly startNext: () => number },
): number {
  let y = top;
  for (const group of groupItems(items)) {
    const height = group.reduce((sum, item) => sum + item.spaceBefore + item.height, 0);
    let isTop = false;
    if (y + height > page.bottom) {
      y = page.startNext();
      isTop = true;
    }
    for (const item of group) {
      y += isTop ? 0 : item.spaceBefore;
      isTop = false;
      item.draw(y);
      y += item.height;
    }
  }
  return y;
}

function groupItems(items: readonly FlowItem[]): FlowItem[][] {
  const groups: FlowItem[][] = [];
  let current: FlowItem[] = [];
  for (const item of items) {
    current.push(item);
    if (!item.keepWithNext) {
      groups.push(current);
      current = [];
    }
  }
  return current.length > 0 ? [...groups, current] : groups;
}
