import type { Revision } from '../pdf/revision.ts';
import { dict, name, type PdfDict, type PdfRef } from '../pdf/values.ts';

/** Width and height in points. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Two decimals are finer than any printer; they also keep the bytes the same everywhere. */
export const points = (value: number): string => String(Math.round(value * 100) / 100);

export const addFormXObject = (
  revision: Revision,
  size: Size,
  content: string,
  resources: PdfDict = new Map(),
): PdfRef =>
  revision.addStream(
    dict({
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: [0, 0, Number(points(size.width)), Number(points(size.height))],
      Resources: resources,
    }),
    Buffer.from(content, 'latin1'),
  );
