import { OfficeError } from '../kernel/errors.ts';
import { sha256Of } from '../kernel/ids.ts';
import { vietnamLongDate } from '../kernel/vietnam-time.ts';
import { checkApprovalProof } from '../register/approval-proof.ts';
import { handlingDeadline, type WorkingCalendars } from '../register/deadlines.ts';
import { type DocumentState, isInForce } from '../register/document-state.ts';
import type { CounterStore } from '../register/document-store.ts';
import type { Act, Outcome } from '../register/effect-runner.ts';
import { nextOwnCode, writeNumber } from '../register/numbers.ts';
import type { SourceDirectory } from '../register/source.ts';
import type { DocumentFiles } from '../register/uploads.ts';
import { type NewWork, newWork } from '../register/work.ts';
import { type FieldFonts, fillAndSealAsAgency } from './agency-seal.ts';
import type { Appearance } from './appearance/appearance.ts';
import { SigningRefusedError } from './errors.ts';
import { fromEventLayout } from './event-layout.ts';
import { locateLayout } from './layout.ts';
import { signAsLeader } from './leader-signature.ts';
import { openPdf } from './pdf/restrictions.ts';
import type { AppendedPdf } from './pdf/revision.ts';
import { prepareForSigning } from './prepare.ts';
import { rememberSignatures, type SignatureMemory } from './signature-memory.ts';
import type { DigestSigner } from './signer.ts';
import { AGENCY_SIGNER, type Signer, type SignerDirectory } from './signers.ts';

export interface SignDeps {
  readonly files: DocumentFiles;
  readonly counter: CounterStore;
  readonly calendars: WorkingCalendars;
  readonly sources: SourceDirectory;
  readonly signers: SignerDirectory;
  readonly memory: SignatureMemory;
  /** The key behind a signer's entry. */
  readonly keyOf: (signer: Signer) => DigestSigner;
  readonly fonts: FieldFonts;
}

interface Stored {
  readonly sha256: string;
  readonly size: number;
}
type Signing = DocumentState['signing'];

const PDF = 'application/pdf';

const store = async (deps: SignDeps, pdf: AppendedPdf): Promise<Stored> => {
  const bytes = Buffer.concat(pdf.parts);
  const sha256 = sha256Of(bytes);
  await deps.files.put(sha256, bytes, PDF);
  return { sha256, size: bytes.length };
};

const readStored = async (deps: SignDeps, file: Stored | undefined): Promise<Buffer> => {
  if (file === undefined)
    throw new SigningRefusedError('STEP_MISSING', 'the step before has no file');
  const bytes = await deps.files.read(file.sha256);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};

const base64 = (text: string): Buffer => Buffer.from(text, 'base64');

const appearanceOf = async (deps: SignDeps, signer: Signer): Promise<Appearance> =>
  signer.mark === undefined
    ? { kind: 'none' }
    : { kind: 'image', png: await deps.files.read(signer.mark) };

/** What both signatures need of their signer. */
const signatureInput = async (deps: SignDeps, signer: Signer, state: DocumentState) => ({
  certificate: base64(signer.certificate),
  issuers: signer.issuers.map(base64),
  publicKey: base64(signer.publicKey),
  signer: rememberSignatures(deps.keyOf(signer), deps.memory, {
    signerId: signer.signerId,
    documentId: state.documentId,
  }),
  name: signer.name,
  appearance: await appearanceOf(deps, signer),
});

const moved = (
  state: DocumentState,
  signing: Partial<Signing> & Pick<Signing, 'status'>,
): DocumentState => ({ ...state, signing: { ...state.signing, ...signing } });

/** Fields for number, date and the two signatures, in one revision before the first signature. */
const prepare = async (deps: SignDeps, state: DocumentState, now: Date): Promise<Outcome> => {
  const draft = await readStored(deps, state.signing.draft);
  const { layout } = state.signing;
  const prepared = await store(
    deps,
    prepareForSigning(
      draft,
      layout === undefined ? locateLayout(openPdf(draft)) : fromEventLayout(layout),
    ),
  );
  return {
    kind: 'done',
    // The signing instant is kept before anything is signed: a retry makes the same bytes.
    next: moved(state, { status: 'prepared', prepared, leaderSigningAt: now.toISOString() }),
    works: [newWork('sign', 'leader')],
    to: 'prepared',
  };
};

/** The leader's key signs only what a registered approver has approved: proved here once more (R10). */
const signForLeader = async (deps: SignDeps, state: DocumentState, now: Date): Promise<Outcome> => {
  const { signerId = '', draft, approvalProof, leaderSigningAt } = state.signing;
  const source = await deps.sources.find(state.source);
  await checkApprovalProof(
    approvalProof,
    source.approvers,
    { documentId: state.core.sourceDocumentId ?? '', sha256: draft?.sha256 ?? '', signerId },
    now,
  );
  const signer = await deps.signers.find(signerId);
  const signed = await signAsLeader({
    ...(await signatureInput(deps, signer, state)),
    pdf: await readStored(deps, state.signing.prepared),
    signingTime: new Date(leaderSigningAt ?? now),
    reason: signer.title,
  });
  return {
    kind: 'done',
    next: moved(state, { status: 'leader_signed', leaderSigned: await store(deps, signed) }),
    works: [newWork('sign', 'number')],
    to: 'leader_signed',
  };
};

/** Number and date after the leader's signature, from the agency's own book (R4; Art. 15). */
const giveNumber = async (deps: SignDeps, state: DocumentState, now: Date): Promise<Outcome> => {
  const suffix = state.signing.codeSuffix ?? '';
  const { taken, code } = await nextOwnCode(deps.counter, state.core.seriesId ?? 'di', {
    suffix,
    now,
  });
  const { seriesId, year, n, date } = taken;
  return {
    kind: 'done',
    next: {
      ...moved(state, { status: 'seal_waiting' }),
      numbering: { ...state.numbering, status: 'allocated', seriesId, year, n, date, code },
    },
    numberTaken: taken,
    guards: ['core'],
    works: state.core.parked > 0 ? [newWork('screen', 'unpark-numbered')] : [],
    toDosOpened: [
      {
        kind: 'seal',
        desk: 'clerk',
        note: code,
        ...handlingDeadline(
          now,
          state.core.facts?.urgency ?? 'thuong',
          await deps.calendars.current(),
        ),
      },
    ],
    to: 'seal_waiting',
  };
};

/** The agency's seal with number and date, on the bytes the clerk named (R3). */
const seal = async (deps: SignDeps, state: DocumentState): Promise<Outcome> => {
  const { signerId = '', sealingAt, place = '' } = state.signing;
  const { date = '', n = 0, code = '' } = state.numbering;
  const [leader, agency] = await Promise.all([
    deps.signers.find(signerId),
    deps.signers.find(AGENCY_SIGNER),
  ]);
  const roots = [leader, agency].flatMap(({ issuers }) => issuers.slice(-1)).map(base64);
  const sealed = await fillAndSealAsAgency({
    ...(await signatureInput(deps, agency, state)),
    pdf: await readStored(deps, state.signing.leaderSigned),
    signingTime: new Date(sealingAt ?? 0),
    number: writeNumber(n),
    date: `${place}, ${vietnamLongDate(date)}`,
    fonts: deps.fonts,
    trust: leader.demo ? { roots: [], demoRoots: roots } : { roots },
    leaderCertificate: base64(leader.certificate),
  });
  const { facts } = state.core;
  return {
    kind: 'done',
    next: {
      ...moved(state, { status: 'issued', sealed: await store(deps, sealed) }),
      core: {
        ...state.core,
        ...(facts === undefined ? {} : { facts: { ...facts, documentCode: code, issuedOn: date } }),
      },
      review: { ...state.review, status: 'waiting' },
    },
    works: [
      newWork('answer', 'issued'),
      newWork('notify', 'issued'),
      ...(state.core.parked > 0 ? [newWork('screen', 'unpark-issued')] : []),
    ],
    toDosOpened: [{ kind: 'review', desk: 'officer', note: code }],
    to: 'issued',
  };
};

/** Signing has come to its end: what waited for it is looked at again. */
const unparkAfter = (state: DocumentState): NewWork[] =>
  state.core.parked > 0 ? [newWork('screen', `unpark-signing-${state.signing.rev}`)] : [];

/** Taken back while it was being signed: nothing more is put on it. */
const stopSigning = (state: DocumentState): Outcome => ({
  kind: 'done',
  next: moved(state, { status: 'refused', code: 'TAKEN_BACK' }),
  guards: ['core'],
  works: unparkAfter(state),
  to: 'refused',
});

const steps: Readonly<
  Record<string, (deps: SignDeps, state: DocumentState, now: Date) => Promise<Outcome>>
> = { prepare, leader: signForLeader, number: giveNumber, seal };

/** The effect `sign`: prepare → leader → number → (the clerk's act) → seal. */
export const signDocument =
  (deps: SignDeps): Act =>
  async (work, state, { now }) => {
    const step = steps[work.step];
    if (step === undefined) throw new Error('an unknown step of signing');
    // Once the clerk has ordered the seal the document is issued; a recall then follows it.
    if (!isInForce(state) && work.step !== 'seal') return stopSigning(state);
    if (state.signing.status === 'voided') return { kind: 'done', next: state, to: 'voided' };
    try {
      return await step(deps, state, now);
    } catch (error) {
      if (!(error instanceof OfficeError)) throw error;
      return refused(state, error.code);
    }
  };

const refused = (state: DocumentState, code: string): Outcome => ({
  kind: 'failed',
  code,
  next: moved(state, { status: 'refused', code }),
  guards: ['core'],
  works: [
    newWork('answer', `returned-signing-${state.signing.rev}`, { code }),
    ...unparkAfter(state),
  ],
  to: 'refused',
});
