import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

const IMAGE_BYTES = 250_000;

/** Bytes that no compression shortens, the same in every run. */
const noise = (seed: string): Buffer => {
  const blocks: Buffer[] = [];
  for (let length = 0, at = 0; length < IMAGE_BYTES; at += 1, length += 64)
    blocks.push(createHash('sha512').update(`${seed}/${at}`).digest());
  return Buffer.concat(blocks).subarray(0, IMAGE_BYTES);
};

/** Writes a scan-like PDF of about so many megabytes: one page and one image for each 250 KB. */
export const makePdf = (path: string, megabytes: number): void => {
  const pages = Math.max(1, Math.round((megabytes * 1_000_000) / IMAGE_BYTES));
  const file = openSync(path, 'w');
  const offsets: number[] = [];
  let length = 0;
  const write = (chunk: string | Buffer): void => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk;
    for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
    length += bytes.length;
  };
  const object = (id: number, text: string, data?: Buffer): void => {
    offsets[id] = length;
    write(`${id} 0 obj\n${text}\n`);
    if (data !== undefined) {
      write('stream\n');
      write(data);
      write('\nendstream\n');
    }
    write('endobj\n');
  };
  const pageIds = Array.from({ length: pages }, (_, at) => 3 + at * 3);
  write('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n');
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  object(
    2,
    `<< /Type /Pages /Count ${pages} /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] >>`,
  );
  for (const id of pageIds) {
    const drawing = Buffer.from('q 595 0 0 842 0 0 cm /Im Do Q');
    object(
      id,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Im ${id + 2} 0 R >> >> /Contents ${id + 1} 0 R >>`,
    );
    object(id + 1, `<< /Length ${drawing.length} >>`, drawing);
    object(
      id + 2,
      `<< /Type /XObject /Subtype /Image /Width 500 /Height 500 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length ${IMAGE_BYTES} >>`,
      noise(`${id}`),
    );
  }
  const start = length;
  const rows = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  write(`xref\n0 ${offsets.length}\n0000000000 65535 f \n${rows.join('')}`);
  write(`trailer\n<< /Size ${offsets.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  closeSync(file);
};
