import { createEventDoor, type EventDoor } from '../../lib/cli/office/event-door.ts';
import { type EventName, typeOf } from '../../lib/events/catalogue.ts';
import { type DocumentId, documentIdOf, sha256Of } from '../../lib/kernel/ids.ts';
import { approveDrafts } from '../../lib/local/demo/approval.ts';
import { DESK, E_OFFICE } from '../../lib/local/demo/demo-sources.ts';
import { SAMPLE_DOCUMENTS } from '../../lib/local/samples/documents.vi.ts';
import { renderSampleFile, type SampleFile } from '../../lib/local/samples/sample-file.ts';
import { currentMainFile } from '../../lib/register/document-state.ts';
import type { BenchOffice } from './bench-office.ts';

export type Kind = 'received' | 'approved';
export interface BenchDocument {
  readonly key: string;
  readonly kind: Kind;
  readonly file: SampleFile;
  readonly sha256: string;
}

const CREATED = new Date('2026-11-20T01:00:00Z');
const SIGNER = 'chu-nhiem';
export const RECIPIENTS = ['chu-nhiem', 'chanh-van-phong'];

/** Documents with files of their own: a sample's PDF with a comment behind its end. */
export const makeDocuments = async (
  kind: Kind,
  count: number,
  prefix: string,
): Promise<BenchDocument[]> => {
  const sample = SAMPLE_DOCUMENTS.find(
    ({ entry, fate }) => entry === kind && fate !== 'broken-file',
  );
  if (sample === undefined) throw new Error(`no sample of ${kind}`);
  const file = await renderSampleFile(sample, CREATED);
  return Array.from({ length: count }, (_, at) => {
    const key = `${prefix}${String(at).padStart(4, '0')}`;
    const bytes = Buffer.concat([file.bytes, Buffer.from(`%${key}\n`)]);
    return { key, kind, file: { ...file, bytes }, sha256: sha256Of(bytes) };
  });
};

export const officeIdOf = ({ key }: BenchDocument): DocumentId => documentIdOf(E_OFFICE, key);

/** Sends as e-office and desk do; every refusal is an error of the benchmark. */
export class Sender {
  readonly #bench: BenchOffice;
  readonly #doors: Readonly<Record<string, EventDoor>>;
  readonly #proofs: ReadonlyMap<string, string>;

  private constructor(bench: BenchOffice, proofs: ReadonlyMap<string, string>) {
    this.#bench = bench;
    this.#proofs = proofs;
    const { office, secrets, now } = bench;
    this.#doors = Object.fromEntries(
      [E_OFFICE, DESK].map((sourceId) => [
        sourceId,
        createEventDoor({
          apiUrl: office.apiUrl,
          sourceId,
          secret: Buffer.from(secrets.sources[sourceId] ?? ''),
          now: () => new Date(now()),
        }),
      ]),
    );
  }

  static async open(bench: BenchOffice, documents: readonly BenchDocument[]): Promise<Sender> {
    const drafts = documents
      .filter(({ kind }) => kind === 'approved')
      .map(({ key, sha256 }) => ({ documentId: key, sha256, signerId: SIGNER }));
    return new Sender(bench, await approveDrafts(bench.folder, bench.secrets, drafts));
  }

  async upload({ file, sha256 }: BenchDocument): Promise<void> {
    const reply = await this.#doors[E_OFFICE]?.requestUpload({
      sha256,
      size: file.bytes.length,
      mediaType: 'application/pdf',
      secrecy: 'thuong',
    });
    if (reply?.url === undefined) throw new Error(`no place for a file: ${JSON.stringify(reply)}`);
    const { ok, status } = await fetch(reply.url, {
      method: 'PUT',
      headers: { ...reply.headers },
      body: new Uint8Array(file.bytes),
    });
    if (!ok) throw new Error(`the quarantine answered ${status}`);
  }

  async #send(source: string, name: EventName, id: string, data: object): Promise<void> {
    const event = {
      specversion: '1.0',
      id,
      source,
      type: typeOf(name),
      time: new Date(this.#bench.now()).toISOString(),
      datacontenttype: 'application/json',
      data,
    };
    const reply = await this.#doors[source]?.sendEvent(event);
    if (reply?.httpStatus !== 202) throw new Error(`${id} was answered ${JSON.stringify(reply)}`);
  }

  open(document: BenchDocument): Promise<void> {
    const { key, kind, file, sha256 } = document;
    const approval = {
      signerId: SIGNER,
      seriesId: 'bench',
      codeSuffix: 'QĐ-UBDT',
      place: 'Hà Nội',
      layout: file.signing,
      approvalProof: this.#proofs.get(sha256),
    };
    return this.#send(E_OFFICE, `document.${kind}`, `open.${key}`, {
      documentId: key,
      secrecy: 'thuong',
      abstract: `Về chính sách dân tộc ${key}`,
      issuer: 'Ủy ban nhân dân tỉnh',
      documentCode: `${key}/UBND`,
      urgency: 'khan',
      recipients: RECIPIENTS,
      ...(kind === 'received' ? { arrivalNumber: key } : approval),
      files: [
        {
          sha256,
          size: file.bytes.length,
          mediaType: 'application/pdf',
          name: file.name,
          role: 'main',
        },
      ],
    });
  }

  async seal(document: BenchDocument): Promise<void> {
    const officeId = officeIdOf(document);
    const sha256 = (await this.#bench.load(officeId))?.signing.leaderSigned?.sha256;
    const actor = { personId: 'van-thu', role: 'clerk' };
    await this.#send(DESK, 'seal.ordered', `seal.${document.key}`, { officeId, sha256, actor });
  }

  async publish(document: BenchDocument): Promise<void> {
    const officeId = officeIdOf(document);
    const state = await this.#bench.load(officeId);
    await this.#send(DESK, 'review.decided', `review.${document.key}`, {
      officeId,
      sha256: state && currentMainFile(state)?.sha256,
      decision: 'approve',
      actor: { personId: 'chuyen-vien-ra-soat', role: 'officer' },
      reason: 'Đã rà soát',
    });
  }
}
