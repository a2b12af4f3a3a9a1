import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningOffice } from '../../lib/local/runner/running-office.ts';
import { SECRET_CANARIES } from '../../lib/local/samples/documents/secret-canary.vi.ts';
import { SAMPLE_DOCUMENTS } from '../../lib/local/samples/documents.vi.ts';
import { type Ended, runVanthu, type StartedVanthu, startVanthu } from './vanthu-process.ts';

interface Sample {
  readonly key: string;
  readonly officeId: string;
  readonly status: Readonly<Record<string, string>>;
  readonly number?: string;
  readonly page?: string;
}
interface Summary {
  readonly kind: string;
  readonly ok: boolean;
  readonly faults: readonly string[];
  readonly known: readonly string[];
  readonly samples: readonly Sample[];
  readonly addresses: { readonly portal: string; readonly sms: string };
}

const parent = mkdtempSync(join(tmpdir(), 'vanthu-start-'));
const folder = join(parent, 'office');
const MINUTES = 60_000;

const lastLine = ({ stdout }: Ended): Summary =>
  JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Summary;

const filesBelow = (path: string): string[] =>
  readdirSync(path).flatMap((name) => {
    const inner = join(path, name);
    return statSync(inner).isDirectory() ? filesBelow(inner) : [inner];
  });

/** Files, also LevelDB's logs and tables, that hold one of the texts as UTF-8. */
const filesWith = (path: string, texts: readonly string[]): string[] =>
  filesBelow(path).filter((file) => {
    const bytes = readFileSync(file);
    return texts.some((text) => bytes.includes(text));
  });

const keyWith = (fate: string): string =>
  SAMPLE_DOCUMENTS.find((sample) => sample.fate === fate)?.key ?? '';

let first: Ended;
let before: Summary;
let second: StartedVanthu;
let after: Summary;

const sampleOf = (summary: Summary, key: string): Sample => {
  const found = summary.samples.find((sample) => sample.key === key);
  if (found === undefined) throw new Error(`no sample ${key}`);
  return found;
};
const vanthu = (...args: readonly string[]) => runVanthu(...args, '--office', folder);
const answerOf = async (...args: readonly string[]) => {
  const ended = await vanthu(...args, '--json');
  return { exitCode: ended.exitCode, data: JSON.parse(ended.stdout) as Record<string, never> };
};

beforeAll(async () => {
  first = await runVanthu('start', '--once', '--json', '--port-base', '0', '--office', folder);
  before = lastLine(first);
}, 3 * MINUTES);

afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe('vanthu start --once', () => {
  it('ends with 0 because every sample ended as expected', () => {
    expect(before.faults).toEqual([]);
    expect({ exitCode: first.exitCode, ok: before.ok }).toEqual({ exitCode: 0, ok: true });
    expect(before.samples.map(({ key }) => key)).toEqual(SAMPLE_DOCUMENTS.map(({ key }) => key));
  });

  it('gives the numbers of the own series without a gap, and keeps the given ones', () => {
    const own = before.samples
      .filter(({ status }) => status['numbering'] === 'allocated')
      .map(({ number }) => number);
    expect(own.toSorted()).toEqual([
      '01',
      '01/QĐ-UBDT',
      '01/TB-UBDT',
      '01/UBDT-CTDTĐP',
      '02',
      '03',
      '04',
      '05',
    ]);
    const given = before.samples.filter(({ status }) => status['numbering'] === 'given');
    expect(given.map(({ number }) => number).toSorted()).toEqual([
      '1107/UBDT-DTTS',
      '1231',
      '1232',
      '1233',
      '935/UBDT-TTTT',
      '941/UBDT-TTTT',
    ]);
  });

  it('leaves no word of the secret document in any file (R1)', () => {
    expect(filesBelow(folder).length).toBeGreaterThan(20);
    expect(filesWith(folder, SECRET_CANARIES)).toEqual([]);
  });

  it('keeps the subject of the held document nowhere in clear (R1)', () => {
    const held = SAMPLE_DOCUMENTS.find(({ fate }) => fate === 'unknown-grade');
    expect(filesWith(folder, [held?.abstract ?? '', 'Quy chế quản lý, sử dụng'])).toEqual([]);
    // The search itself finds what is not held.
    expect(filesWith(folder, ['xây dựng tiêu chí xác định']).length).toBeGreaterThan(0);
  });

  it('logs no phone number (R7)', () => {
    expect(filesWith(join(folder, 'logs'), ['912000001', '0912 000'])).toEqual([]);
  });

  it('leaves outputs as cdk deploy writes them, and secrets for their owner alone', () => {
    const outputs = JSON.parse(readFileSync(join(folder, 'outputs.json'), 'utf8')) as object;
    expect(Object.keys(outputs)).toEqual(['vanthu-stateful', 'vanthu-stateless']);
    if (process.platform !== 'win32')
      for (const name of ['demo-secrets.json', 'credentials.json'])
        expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });

  it('is not reached by a command afterwards, which says so with 3', async () => {
    const ended = await vanthu('status', '1231');
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain('OFFICE_UNREACHABLE: Không có văn phòng nào trả lời');
  });
});

describe('a second start on the same folder', () => {
  beforeAll(async () => {
    second = startVanthu('start', '--json', '--port-base', '0', '--office', folder);
    after = (await second.summary) as unknown as Summary;
  }, 3 * MINUTES);

  it('goes on with what is there: sent again, the samples change nothing', () => {
    expect(after.faults).toEqual([]);
    expect(after.known).toHaveLength(SAMPLE_DOCUMENTS.length);
    const facts = ({ key, status, number }: Sample) => ({ key, status, number });
    expect(after.samples.map(facts)).toEqual(before.samples.map(facts));
  });

  it('is refused to another process on the same folder', async () => {
    const ended = await vanthu('start', '--once', '--port-base', '0');
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toMatch(/^FOLDER_IN_USE: Đã có văn phòng chạy trên .* \(tiến trình \d+\)/);
  });

  it('shows ten documents on the portal, and that a recalled one must not be used', async () => {
    const home = await (await fetch(after.addresses.portal)).text();
    expect(home).toContain('Bản tập huấn');
    expect(home).toContain('10 văn bản đang được công khai');
    const published = sampleOf(after, 'ubdt-ke-hoach-ky-so');
    const page = await (await fetch(published.page ?? '')).text();
    const file = /href="([^"]+\.pdf)"/.exec(page)?.[1] ?? '';
    const pdf = await fetch(new URL(file, after.addresses.portal));
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect((await pdf.text()).startsWith('%PDF-')).toBe(true);
    const gone = sampleOf(after, keyWith('recalled'));
    const gonePage = await (await fetch(gone.page ?? '')).text();
    expect(gonePage).toContain('Văn bản này đã được thu hồi');
    expect(gonePage).not.toContain('.pdf"');
  });

  it('shows the messages on masked phones', async () => {
    const phones = await (await fetch(new URL('/phones', after.addresses.sms))).text();
    expect(phones).toContain('9 điện thoại, 30 tin nhắn');
    expect(phones).toContain('HOA TOC. VB den 02: 299/UBND-TTHC');
    expect(phones).toContain('0912***001');
    expect(phones).not.toContain('912000001');
  });

  it('tells where a document stands by its code, and its history', async () => {
    const { data } = await answerOf('status', '01/QĐ-UBDT');
    expect(data).toMatchObject({
      ok: true,
      documents: [{ signing: { status: 'issued' }, publication: { status: 'published' } }],
    });
    const told = await vanthu('history', '01/QĐ-UBDT');
    expect(told.stdout).toMatch(/van-thu +cho đóng dấu +chờ đóng dấu → đang đóng dấu/);
    expect(told.stdout).toMatch(/chuyen-vien-ra-soat +rà soát công khai/);
  });

  it('shows nothing of a held document, and registers it once the clerk releases it', async () => {
    const { officeId } = sampleOf(after, keyWith('unknown-grade'));
    const list = await vanthu('held', 'list');
    expect(list.stdout).toContain(officeId);
    expect(list.stdout).not.toContain('Gia Lai');
    const wrong = await vanthu(
      'held',
      'release',
      officeId,
      '--as',
      'pho-chu-nhiem',
      '--reason',
      'x',
    );
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stderr).toContain('ROLE_NOT_ALLOWED: Vai trò của người thực hiện không có quyền');
    const done = await answerOf(
      'held',
      'release',
      officeId,
      '--as',
      'van-thu',
      '--reason',
      'thường',
    );
    expect(done).toMatchObject({ exitCode: 0, data: { decision: 'release', parked: false } });
    await expect(numberOf(officeId)).resolves.toBe('06');
  });

  it('publishes what the officer approves', async () => {
    const { officeId } = sampleOf(after, 'quang-ngai-ky-hop');
    const args = ['review', 'approve', officeId, '--as', 'chuyen-vien-ra-soat', '--reason', 'được'];
    expect((await answerOf(...args)).exitCode).toBe(0);
    await expect(waitForStatus(officeId, 'publication', 'published')).resolves.toBeUndefined();
  });

  it('pauses and resumes an effect for an operator', async () => {
    const as = ['--as', 'giam-doc-chuyen-doi-so'];
    expect((await vanthu('pause', 'sign', ...as)).exitCode).toBe(0);
    const paused = await answerOf('doctor');
    expect(JSON.stringify(paused.data)).toContain('sign do giam-doc-chuyen-doi-so tạm dừng');
    expect(paused.exitCode).toBe(0);
    expect((await vanthu('resume', 'sign', ...as)).exitCode).toBe(0);
  });

  it('finds a dead message and sends it again', async () => {
    const { officeId } = sampleOf(after, 'quang-ngai-hoi-nghi');
    await putDeadMessage({ documentId: officeId, effect: 'answer', step: 'accepted' });
    const sick = await answerOf('doctor');
    expect(sick.exitCode).toBe(1);
    expect(JSON.stringify(sick.data)).toContain('answer: 1 thông điệp hỏng');
    expect(await answerOf('dlq', 'redrive', 'answer')).toMatchObject({
      exitCode: 0,
      data: { count: 1 },
    });
    const { data } = await answerOf('dlq', 'list');
    expect(data).toMatchObject({
      queues: expect.arrayContaining([expect.objectContaining({ name: 'answer', dead: 0 })]),
    });
    expect((await answerOf('doctor')).exitCode).toBe(0);
  });

  it('answers what it does not know with a code and a sentence', async () => {
    const unknown = await answerOf('status', 'khong-co');
    expect(unknown).toMatchObject({
      exitCode: 1,
      data: { ok: false, code: 'DOCUMENT_UNKNOWN', message: 'Không có văn bản khong-co.' },
    });
    const nobody = await answerOf('seal', '1231', '--as', 'khong-ai');
    expect(nobody).toMatchObject({
      exitCode: 1,
      data: { code: 'PERSON_UNKNOWN', message: expect.stringMatching(/ clerk: van-thu\.$/) },
    });
  });

  it('ends at Ctrl-C with 0 and lets the folder go', async () => {
    const { exitCode, stderr } = await second.interrupt();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect((await vanthu('doctor')).exitCode).toBe(3);
  });
});

const stateOf = async (officeId: string): Promise<Record<string, Record<string, string>>> => {
  const { data } = await answerOf('status', officeId);
  return (data['documents'] as unknown as Record<string, Record<string, string>>[])[0] ?? {};
};

const waitForStatus = async (officeId: string, concern: string, status: string): Promise<void> => {
  const deadline = Date.now() + MINUTES / 2;
  while ((await stateOf(officeId))[concern]?.['status'] !== status)
    if (Date.now() > deadline) throw new Error(`${officeId} never came to ${concern} ${status}`);
};

const numberOf = async (officeId: string): Promise<string | undefined> => {
  await waitForStatus(officeId, 'numbering', 'allocated');
  return (await stateOf(officeId))['numbering']?.['code'];
};

const putDeadMessage = async (message: object): Promise<void> => {
  const office = JSON.parse(readFileSync(join(folder, 'office.json'), 'utf8')) as RunningOffice;
  const { endpoint, region, operator, outputs } = office;
  const sqs = new SQSClient({ endpoint, region, credentials: operator });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: outputs['vanthu-stateless']?.['AnswerDeadLettersUrl'],
      MessageBody: JSON.stringify(message),
    }),
  );
  sqs.destroy();
};
