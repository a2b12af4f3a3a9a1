import { type DocumentId, documentIdOf } from '../../../lib/kernel/ids.ts';
import { SAMPLE_DOCUMENTS } from '../../../lib/local/samples/documents.vi.ts';
import { renderSampleFile } from '../../../lib/local/samples/sample-file.ts';
import type { TestDirectory } from './directory.ts';
import type { TestGround } from './ground.ts';
import type { InProcessOffice, Reply, SentEvent } from './in-process.ts';
import { storeOf } from './observe.ts';

/** One run of a scenario: ids and texts of its own, so that runs can share the tables. */
export interface Run {
  readonly test: TestGround;
  readonly directory: TestDirectory;
  readonly office: InProcessOffice;
  /** Unique in the test file. */
  readonly key: string;
  /** Everything that was sent, for sending it again. */
  readonly sent: SentEvent[];
}

export interface Scenario {
  readonly name: string;
  play(run: Run): Promise<void>;
}

const INK = new Date('2026-11-20T01:00:00Z');
const drafts = new Map<string, Promise<Awaited<ReturnType<typeof renderSampleFile>>>>();

/** A rendered sample, made once; the comment behind its end makes each run's file another one. */
export const fileFor = async (run: Run, entry: 'received' | 'approved') => {
  const sample = SAMPLE_DOCUMENTS.find((document) => document.entry === entry);
  if (sample === undefined) throw new Error(`no sample of ${entry}`);
  const made = drafts.get(entry) ?? renderSampleFile(sample, INK);
  drafts.set(entry, made);
  const { bytes, signing } = await made;
  return { bytes: Buffer.concat([bytes, Buffer.from(`%${run.key}\n`)]), signing };
};

export const idOf = (run: Run, source = 'e-office'): DocumentId => documentIdOf(source, run.key);

export const send = async (
  run: Run,
  name: SentEvent['name'],
  data: Record<string, unknown>,
  options: { source?: string; atSecond?: number } = {},
): Promise<Reply> => {
  const source = options.source ?? 'e-office';
  const event: SentEvent = {
    source,
    id: `${run.key}-${name}-${run.sent.length}`,
    name,
    data: { ...(source === 'desk' ? { officeId: idOf(run) } : { documentId: run.key }), ...data },
    atSecond: options.atSecond ?? run.sent.length,
  };
  run.sent.push(event);
  return run.office.send(event);
};

export const pdf = (sha256: string, bytes: Uint8Array) => ({
  sha256,
  size: bytes.length,
  mediaType: 'application/pdf',
  name: 'van-ban.pdf',
  role: 'main',
});

export const factsOf = (run: Run) => ({
  secrecy: 'thuong',
  abstract: `Về chính sách dân tộc ${run.key}`,
  issuer: 'Ủy ban nhân dân tỉnh',
  documentCode: `${run.key}/UBND`,
  urgency: 'khan',
  recipients: ['leader', 'head'],
});

const clerk = { personId: 'clerk', role: 'clerk' };
const officer = { personId: 'officer', role: 'officer' };

export const receive = async (run: Run, more: Record<string, unknown> = {}): Promise<string> => {
  const { bytes } = await fileFor(run, 'received');
  const secrecy = 'secrecy' in more ? (more['secrecy'] as string | undefined) : 'thuong';
  const sha256 = await run.office.upload('e-office', bytes, secrecy);
  await send(run, 'document.received', { ...factsOf(run), files: [pdf(sha256, bytes)], ...more });
  return sha256;
};

const review = (run: Run, sha256: string, decision: 'approve' | 'reject', atSecond?: number) =>
  send(
    run,
    'review.decided',
    { sha256, decision, actor: officer, reason: 'Đã rà soát' },
    { source: 'desk', ...(atSecond === undefined ? {} : { atSecond }) },
  );

const approve = async (run: Run, signerId: string): Promise<void> => {
  const { bytes, signing } = await fileFor(run, 'approved');
  const sha256 = await run.office.upload('e-office', bytes, 'thuong');
  await send(run, 'document.approved', {
    ...factsOf(run),
    files: [pdf(sha256, bytes)],
    signerId,
    seriesId: run.key,
    // A book of its own, and so codes of its own: an official code is given once a year.
    codeSuffix: `QĐ-${run.key}`,
    place: 'Hà Nội',
    layout: signing,
    approvalProof: await run.directory.approve({
      document: run.key,
      sha256,
      signer: signerId,
      iat: Math.floor(run.test.clock.now() / 1000),
    }),
  });
  await run.office.settle();
};

const signed = async (run: Run) => {
  const state = await storeOf(run.test).load(idOf(run));
  return state?.signing.leaderSigned?.sha256 ?? 'f'.repeat(64);
};

const seal = async (run: Run): Promise<string> => {
  await send(run, 'seal.ordered', { sha256: await signed(run), actor: clerk }, { source: 'desk' });
  await run.office.settle();
  const state = await storeOf(run.test).load(idOf(run));
  return state?.signing.sealed?.sha256 ?? '';
};

/** The same document stands in the book already, on paper; then it comes by the e-office. */
const receiveCopy = async (run: Run): Promise<void> => {
  const identity = { issuedOn: '2026-11-20', recipients: [] };
  await send(run, 'document.registered', {
    ...factsOf(run),
    ...identity,
    documentId: `${run.key}-first`,
    direction: 'incoming',
  });
  await run.office.settle();
  await receive(run, { ...identity, recipients: ['leader'] });
  await run.office.settle();
};

const decideCopy = (decision: 'join' | 'keep') => async (run: Run) => {
  await receiveCopy(run);
  await send(
    run,
    'duplicate.decided',
    { decision, actor: clerk, reason: 'Đã đối chiếu' },
    { source: 'desk' },
  );
};

const signAndPublish = (signerId: string) => async (run: Run) => {
  await approve(run, signerId);
  await review(run, await seal(run), 'approve');
};

/** The ways of a document through the office; together they make every event of the catalogue. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'received, published, recalled',
    play: async (run) => {
      const sha256 = await receive(run);
      await run.office.settle();
      await review(run, sha256, 'approve');
      await run.office.settle();
      await send(run, 'document.recalled', { reason: 'Có sai sót' });
    },
  },
  { name: 'approved, signed with P-256, published', play: signAndPublish('leader-ec') },
  { name: 'approved, signed with RSA, published', play: signAndPublish('leader-rsa') },
  {
    name: 'approved, its number voided before the seal',
    play: async (run) => {
      await approve(run, 'leader-rsa');
      await send(
        run,
        'number.voided',
        { actor: clerk, reason: 'Trùng nội dung' },
        { source: 'desk' },
      );
    },
  },
  {
    name: 'of unknown grade, released by the clerk',
    play: async (run) => {
      await receive(run, { secrecy: undefined });
      await run.office.settle();
      await send(
        run,
        'secrecy.decided',
        { decision: 'release', actor: clerk, reason: 'Văn bản thường' },
        { source: 'desk' },
      );
    },
  },
  {
    name: 'of unknown grade, refused by the clerk',
    play: async (run) => {
      await receive(run, { secrecy: undefined, abstract: `CANARY${run.key} nội dung` });
      await run.office.settle();
      await send(
        run,
        'secrecy.decided',
        { decision: 'refuse', actor: clerk, reason: `CANARY${run.key}` },
        { source: 'desk' },
      );
    },
  },
  {
    name: 'secret, refused at the door',
    play: async (run) => {
      const { bytes } = await fileFor(run, 'received');
      const marked = Buffer.concat([bytes, Buffer.from(`%CANARY${run.key}\n`)]);
      const sha256 = await run.office.upload('e-office', marked, 'thuong');
      await send(run, 'document.received', {
        ...factsOf(run),
        secrecy: 'Mật',
        abstract: `CANARY${run.key}`,
        files: [pdf(sha256, marked)],
      });
    },
  },
  {
    name: 'later events before the document',
    play: async (run) => {
      const { bytes } = await fileFor(run, 'received');
      const sha256 = await run.office.upload('e-office', bytes, 'thuong');
      await send(run, 'document.completed', { personId: 'head' }, { atSecond: 9 });
      await send(
        run,
        'document.assigned',
        { leadId: 'head', assignedBy: 'leader' },
        { atSecond: 5 },
      );
      await review(run, sha256, 'approve', 7);
      await send(run, 'document.opened', { personId: 'leader' }, { atSecond: 6 });
      await receive(run);
    },
  },
  {
    name: 'issued by the e-office, presented, replaced',
    play: async (run) => {
      const { bytes } = await fileFor(run, 'received');
      const sha256 = await run.office.upload('e-office', bytes, 'thuong');
      await send(run, 'document.issued', { ...factsOf(run), files: [pdf(sha256, bytes)] });
      await run.office.settle();
      await send(run, 'document.presented', { signerId: 'leader' });
      await review(run, sha256, 'approve');
      await run.office.settle();
      await review(run, sha256, 'reject');
      await send(run, 'document.replaced', { replacedBy: `${run.key}-new`, reason: 'Thay thế' });
    },
  },
  { name: 'a copy of one in the book, joined to it', play: decideCopy('join') },
  { name: 'alike one in the book, kept as one of its own', play: decideCopy('keep') },
  {
    name: 'received, copied, corrected, given back',
    play: async (run) => {
      await receive(run);
      await run.office.settle();
      await send(
        run,
        'document.copied',
        { form: 'SY', count: 3, actor: clerk },
        { source: 'desk' },
      );
      await send(run, 'document.corrected', {
        correctedBy: `${run.key}-new`,
        reason: 'Sai thể thức',
      });
      await send(
        run,
        'document.returned',
        { actor: clerk, reason: 'Sai nơi nhận' },
        { source: 'desk' },
      );
    },
  },
  {
    name: 'paper, entered by hand',
    play: async (run) => {
      await send(run, 'document.registered', { ...factsOf(run), direction: 'incoming' });
    },
  },
];
