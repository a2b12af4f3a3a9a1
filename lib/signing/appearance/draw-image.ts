import type { Revision } from '../pdf/revision.ts';
import { dict, name, type PdfRef } from '../pdf/values.ts';
import { addFormXObject, points, type Size } from './form-xobject.ts';
import { type DecodedImage, decodePng } from './png.ts';

const addImage = (revision: Revision, image: DecodedImage): PdfRef => {
  const shared = {
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: image.width,
    Height: image.height,
    BitsPerComponent: 8,
  };
  const mask =
    image.alpha &&
    revision.addStream(dict({ ...shared, ColorSpace: name('DeviceGray') }), image.alpha);
  const colorSpace = name(image.colors === 3 ? 'DeviceRGB' : 'DeviceGray');
  return revision.addStream(
    dict({ ...shared, ColorSpace: colorSpace, SMask: mask }),
    image.samples,
  );
};

/**
 * Draws a PNG as large as the box allows, undistorted and centred, and nothing else: neither the
 * leader's signature nor the agency's seal carries other text (Decree 30/2020, Appendix I).
 * @throws SigningRefusedError IMAGE_UNSUPPORTED
 */
export const drawImage = (revision: Revision, size: Size, png: Uint8Array): PdfRef => {
  const image = decodePng(png);
  const scale = Math.min(size.width / image.width, size.height / image.height);
  const width = image.width * scale;
  const height = image.height * scale;
  const left = (size.width - width) / 2;
  const bottom = (size.height - height) / 2;
  const matrix = [width, 0, 0, height, left, bottom].map(points).join(' ');
  return addFormXObject(
    revision,
    size,
    `q ${matrix} cm /Im0 Do Q`,
    dict({ XObject: dict({ Im0: addImage(revision, image) }) }),
  );
};
