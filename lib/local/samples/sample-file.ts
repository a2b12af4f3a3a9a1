import type { SigningLayout } from './decree30/administrative-document.ts';
import { renderAdministrativeDocument } from './decree30/decree30-page.ts';
import type { SampleDocument } from './sample-document.ts';

export interface SampleFile {
  /** File name as an e-office sends it. */
  readonly name: string;
  readonly bytes: Buffer;
  /** 0 when the bytes are not a PDF. */
  readonly pageCount: number;
  /** Present for documents that are signed here. */
  readonly signing?: SigningLayout;
}

/**
 * The file of a sample: its PDF, or broken bytes where its fate is a broken file.
 * @param createdAt creation date written into the PDF; the same instant gives the same bytes
 */
export async function renderSampleFile(
  sample: SampleDocument,
  createdAt: Date,
): Promise<SampleFile> {
  const name = `${sample.key}.pdf`;
  if (sample.fate === 'broken-file') {
    return { name, bytes: brokenPdf(), pageCount: 0 };
  }
  const rendered = await renderAdministrativeDocument(sample, { createdAt });
  return {
    name,
    bytes: rendered.pdf,
    pageCount: rendered.pageCount,
    ...(rendered.signing && { signing: rendered.signing }),
  };
}

/** A file cut off in transmission: the header of a PDF, and no end that a reader could follow. */
function brokenPdf(): Buffer {
  const noise = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 151 + 89) % 251));
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\n'),
    noise,
  ]);
}
