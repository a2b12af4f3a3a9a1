import { inflateSync } from 'node:zlib';
import { SigningRefusedError } from '../errors.ts';
import { undoPngRows } from '../pdf/filters.ts';

/** An image in the form a PDF takes it: samples without alpha, and the alpha as a mask of its own. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly colors: 1 | 3;
  readonly samples: Buffer;
  readonly alpha: Buffer | undefined;
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly colorType: number;
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const maxSide = 4_096;
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

const unsupported = (message: string, cause?: unknown): SigningRefusedError =>
  new SigningRefusedError('IMAGE_UNSUPPORTED', message, cause);

const readChunks = (png: Buffer): Map<string, Buffer[]> => {
  if (!png.subarray(0, 8).equals(signature)) throw unsupported('the image is no PNG');
  const chunks = new Map<string, Buffer[]>();
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > png.length) throw unsupported('the PNG ends early');
    const data = png.subarray(at + 8, at + 8 + length);
    const others = chunks.get(type);
    if (others) others.push(data);
    else chunks.set(type, [data]);
    at += 12 + length;
  }
  return chunks;
};

const readHeader = (data: Buffer | undefined): Header => {
  if (data?.length !== 13) throw unsupported('the PNG has no header');
  const header = {
    width: data.readUInt32BE(0),
    height: data.readUInt32BE(4),
    colorType: data[9] ?? 1,
  };
  if (data[8] !== 8 || data[12] !== 0 || channelsOf[header.colorType] === undefined) {
    throw unsupported('only PNG images with 8 bits a channel and without interlacing are read');
  }
  if (header.width < 1 || header.height < 1 || header.width > maxSide || header.height > maxSide) {
    throw unsupported(`a PNG may have at most ${maxSide} pixels a side`);
  }
  return header;
};

const readPixels = (header: Header, data: readonly Buffer[]): Buffer => {
  const channels = channelsOf[header.colorType] ?? 1;
  const rowBytes = header.width * channels;
  const expected = (rowBytes + 1) * header.height;
  let raw: Buffer;
  try {
    raw = inflateSync(Buffer.concat(data), { maxOutputLength: expected });
  } catch (error) {
    throw unsupported('the PNG does not inflate', error);
  }
  const pixels = raw.length === expected ? undoPngRows(raw, rowBytes, channels) : undefined;
  if (!pixels) throw unsupported('the PNG has not the rows it promises');
  return pixels;
};

/** Takes `count` channels of each pixel, beginning with channel `first`. */
const pick = (pixels: Buffer, channels: number, first: number, count: number): Buffer => {
  const total = pixels.length / channels;
  const out = Buffer.alloc(total * count);
  for (let pixel = 0; pixel < total; pixel++) {
    for (let k = 0; k < count; k++)
      out[pixel * count + k] = pixels[pixel * channels + first + k] ?? 0;
  }
  return out;
};

const fromPalette = (pixels: Buffer, palette: Buffer | undefined, alphas: Buffer | undefined) => {
  if (!palette) throw unsupported('the PNG has no palette');
  const samples = Buffer.alloc(pixels.length * 3);
  for (const [at, index] of pixels.entries())
    palette.copy(samples, at * 3, index * 3, index * 3 + 3);
  const alpha = alphas && Buffer.from(pixels.map((index) => alphas[index] ?? 255));
  return { colors: 3, samples, alpha } as const;
};

/**
 * Decodes a PNG of 8 bits a channel.
 * @throws SigningRefusedError IMAGE_UNSUPPORTED
 */
export const decodePng = (png: Uint8Array): DecodedImage => {
  const chunks = readChunks(Buffer.from(png.buffer, png.byteOffset, png.byteLength));
  const header = readHeader(chunks.get('IHDR')?.[0]);
  const pixels = readPixels(header, chunks.get('IDAT') ?? []);
  const { width, height, colorType } = header;
  const channels = channelsOf[colorType] ?? 1;
  if (colorType === 3) {
    const palette = fromPalette(pixels, chunks.get('PLTE')?.[0], chunks.get('tRNS')?.[0]);
    return { width, height, ...palette };
  }
  const colors = channels > 2 ? 3 : 1;
  return {
    width,
    height,
    colors,
    samples: pick(pixels, channels, 0, colors),
    alpha: channels === colors ? undefined : pick(pixels, channels, colors, 1),
  };
};
