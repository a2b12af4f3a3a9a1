import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CompactSign, generateKeyPair } from 'jose';
import { errorTextOf } from '../../lib/platform/error-texts.vi.ts';
import { createSourceDirectory, saveSource } from '../../lib/register/source-directory.dynamo.ts';
import { readerOf, storeOf } from '../support/office/observe.ts';
import { factsOf, fileFor, idOf, pdf, type Run, receive } from '../support/office/scenarios.ts';
import { DoorsOffice, type HttpAnswer } from './doors-office.ts';

let doors: DoorsOffice;
beforeAll(async () => {
  doors = await DoorsOffice.open();
});
afterAll(() => doors.close());

const returned = (code: string) => ({
  status: errorTextOf(code, {}).status,
  body: { status: 'returned', code, message: errorTextOf(code, {}).text },
});

describe('A draft to be signed', () => {
  const SIGNER = 'leader-ec';
  const draftOf = async (run: Run) => {
    const { bytes, signing } = await fileFor(run, 'approved');
    const sha256 = await doors.office.upload('e-office', bytes, 'thuong');
    const claims = {
      document: run.key,
      sha256,
      signer: SIGNER,
      iat: Math.floor(doors.test.clock.now() / 1000),
    };
    const data = {
      ...factsOf(run),
      documentId: run.key,
      files: [pdf(sha256, bytes)],
      signerId: SIGNER,
      seriesId: 'quyet-dinh',
      codeSuffix: 'QĐ-UBDT',
      place: 'Hà Nội',
      layout: signing,
    };
    return { data, claims };
  };
  const post = (data: object): Promise<HttpAnswer> =>
    doors.postEvent(doors.eventText('document.approved', data));
  const byStranger = async (claims: object) => {
    const { privateKey } = await generateKeyPair('ES256');
    return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'ES256', kid: 'approver-1' })
      .sign(privateKey);
  };
  type Claims = Awaited<ReturnType<typeof draftOf>>['claims'];
  const approve = (claims: Claims, change: Partial<Claims> = {}) =>
    doors.directory.approve({ ...claims, ...change });

  it.each<[string, string, (claims: Claims) => Promise<string | undefined>]>([
    ['no proof', 'APPROVAL_MISSING', async () => undefined],
    ['text for a proof', 'APPROVAL_FORGED', async () => 'approved'],
    ['a proof by another’s key', 'APPROVAL_FORGED', byStranger],
    ['a proof of tomorrow', 'APPROVAL_FORGED', (c) => approve(c, { iat: c.iat + 86_400 })],
    [
      'a proof for another file',
      'APPROVAL_OTHER_VERSION',
      (c) => approve(c, { sha256: 'f'.repeat(64) }),
    ],
    [
      'a proof for another document',
      'APPROVAL_OTHER_VERSION',
      (c) => approve(c, { document: 'x' }),
    ],
    [
      'a proof for another signer',
      'APPROVAL_OTHER_VERSION',
      (c) => approve(c, { signer: 'leader-rsa' }),
    ],
  ])('with %s is returned (%s); with a good one it is taken', async (_, code, prove) => {
    const run = doors.run();
    const { data, claims } = await draftOf(run);
    const approvalProof = await prove(claims);
    const refused = await post({
      ...data,
      ...(approvalProof === undefined ? {} : { approvalProof }),
    });
    expect(refused).toMatchObject(returned(code));
    expect((await storeOf(doors.test).load(idOf(run)))?.signing.status).toBe('none');
    const good = await post({ ...data, approvalProof: await approve(claims) });
    expect(good).toMatchObject({ status: 202, body: { status: 'accepted' } });
    expect((await storeOf(doors.test).load(idOf(run)))?.signing.status).toBe('pending');
  });

  it('is signed in the end, and each refusal of it was told on the bus', async () => {
    const run = doors.run();
    const { data, claims } = await draftOf(run);
    await post(data);
    await post({ ...data, approvalProof: await approve(claims) });
    await doors.office.settle();
    expect((await storeOf(doors.test).load(idOf(run)))?.signing.status).toBe('seal_waiting');
    const told = doors.answers.filter(({ data: answer }) => answer['officeId'] === idOf(run));
    expect(told.map(({ data: answer }) => answer['code'])).toContain('APPROVAL_MISSING');
  });

  it('is checked once more by the signer: an approver struck off meanwhile signs nothing', async () => {
    const run = doors.run();
    const { data, claims } = await draftOf(run);
    await post({ ...data, approvalProof: await approve(claims) });
    const state = await storeOf(doors.test).load(idOf(run));
    expect(state?.signing.approvalProof).toBeTruthy();
    const { dynamodb } = doors.test.ground.clients;
    const { directory } = doors.test.names.tables;
    const now = () => new Date(doors.test.clock.now());
    const source = await createSourceDirectory(dynamodb, directory, now).find('e-office');
    await saveSource(dynamodb, directory, { ...source, approvers: [] });
    doors.test.clock.advance(61_000);
    await doors.office.settle();
    await saveSource(dynamodb, directory, source);
    doors.test.clock.advance(61_000);
    const after = await storeOf(doors.test).load(idOf(run));
    expect(after?.signing).toMatchObject({ status: 'refused', code: 'APPROVAL_FORGED' });
    expect(after?.signing.leaderSigned).toBeUndefined();
    expect(after?.numbering.status).toBe('none');
  });
});

describe('A decision of the desk', () => {
  const clerk = { personId: 'clerk', role: 'clerk' };
  const officer = { personId: 'officer', role: 'officer' };
  const decide = (
    name: 'review.decided' | 'seal.ordered' | 'number.voided' | 'secrecy.decided',
    data: object,
  ) => doors.postEvent(doors.eventText(name, data, { source: 'desk' }), { source: 'desk' });
  let run: Run;
  let sha256: string;
  beforeAll(async () => {
    run = doors.run();
    sha256 = await receive(run);
    await doors.office.settle();
  });

  it('by the wrong role is returned: ROLE_NOT_ALLOWED', async () => {
    const officeId = idOf(run);
    const review = { officeId, sha256, decision: 'approve', reason: 'x' };
    for (const answer of [
      await decide('review.decided', { ...review, actor: clerk }),
      await decide('seal.ordered', { officeId, sha256, actor: officer }),
      await decide('number.voided', { officeId, actor: officer, reason: 'x' }),
      await decide('secrecy.decided', {
        officeId,
        actor: officer,
        decision: 'release',
        reason: 'x',
      }),
    ])
      expect(answer).toMatchObject(returned('ROLE_NOT_ALLOWED'));
    expect((await storeOf(doors.test).load(idOf(run)))?.review.status).not.toBe('approved');
  });

  it('on another version is returned: VERSION_CHANGED', async () => {
    const data = {
      officeId: idOf(run),
      sha256: 'e'.repeat(64),
      decision: 'approve',
      actor: officer,
      reason: 'x',
    };
    expect(await decide('review.decided', data)).toMatchObject(returned('VERSION_CHANGED'));
    expect((await storeOf(doors.test).load(idOf(run)))?.publication.status).toBe('none');
  });

  it('that cannot be stands in the history with who and why, and the state does not change', async () => {
    const before = await storeOf(doors.test).load(idOf(run));
    const data = { officeId: idOf(run), sha256, actor: clerk };
    expect(await decide('seal.ordered', data)).toMatchObject(returned('NOTHING_TO_SEAL'));
    expect(await storeOf(doors.test).load(idOf(run))).toEqual(before);
    const lines = await readerOf(doors.test).history(idOf(run));
    expect(lines.find(({ action }) => action === 'seal.ordered')).toMatchObject({
      by: 'officer',
      from: 'active',
      to: 'returned',
      reason: 'ROLE_NOT_ALLOWED',
    });
    expect(lines.filter(({ reason }) => reason === 'NOTHING_TO_SEAL')).toMatchObject([
      { by: 'clerk' },
    ]);
  });

  it('of limited circulation is never published: CIRCULATION_LIMITED', async () => {
    const limited = doors.run();
    const hash = await receive(limited, { circulation: 'luu_hanh_noi_bo' });
    await doors.office.settle();
    const data = {
      officeId: idOf(limited),
      sha256: hash,
      decision: 'approve',
      actor: officer,
      reason: 'x',
    };
    expect(await decide('review.decided', data)).toMatchObject(returned('CIRCULATION_LIMITED'));
  });
});
