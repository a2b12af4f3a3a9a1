import { documentIdOf } from '../../lib/kernel/ids.ts';
import { readerOf, storeOf } from '../support/office/observe.ts';
import { idOf, type Run, send } from '../support/office/scenarios.ts';
import type { DoorsOffice } from './doors-office.ts';

export const clerk = { personId: 'clerk', role: 'clerk' };

/** Number and date that only documents of this run share. */
export const factsFor = (run: Run, more: Record<string, unknown> = {}) => ({
  documentCode: `${run.key}/UBND`,
  issuedOn: '2026-11-20',
  recipients: ['leader'],
  ...more,
});

/** A paper document entered by hand; the issuer is spelled in the newer way. */
export const paper = (run: Run, documentId: string, more: Record<string, unknown> = {}) =>
  send(run, 'document.registered', {
    documentId,
    direction: 'incoming',
    secrecy: 'thuong',
    abstract: 'Bản giấy',
    issuer: 'Uỷ ban nhân dân tỉnh',
    ...factsFor(run),
    recipients: [],
    ...more,
  });

/** What tests of duplicates ask of an office. */
export const watchDuplicates = (doors: DoorsOffice) => ({
  stateOf: (documentId: string, source = 'e-office') =>
    storeOf(doors.test).load(documentIdOf(source, documentId)),
  clerkToDos: async (run: Run) =>
    (await readerOf(doors.test).toDos('clerk', 100)).filter(
      ({ documentId }) => documentId === idOf(run),
    ),
  worksOf: async (run: Run) =>
    (await readerOf(doors.test).works(idOf(run))).map(({ effect, step }) => `${effect}.${step}`),
  answersFor: (run: Run) =>
    doors.answers
      .filter(({ data }) => data['officeId'] === idOf(run))
      .map(({ type, data }) => [type.split('.')[3], data['code'], data['number']]),
});

export const decide = async (run: Run, decision: 'join' | 'keep') => {
  await send(
    run,
    'duplicate.decided',
    { decision, actor: clerk, reason: 'Đã đối chiếu' },
    { source: 'desk' },
  );
  await run.office.settle();
};
