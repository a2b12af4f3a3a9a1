import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { importJWK, SignJWT } from 'jose';
import { type TrainingOffice, trainingContext } from '../../../lib/local/demo/training-office.ts';
import type { IssuerSecrets } from '../../../lib/local/issuer/issuer-secrets.ts';

/** One call of the desk by a demo person; answers its JSON, or nothing for a file. */
const callDesk = async (
  training: TrainingOffice,
  folder: string,
  personId: string,
  route: string,
  body?: object,
): Promise<Record<string, string>> => {
  const { signingKey } = JSON.parse(
    readFileSync(join(folder, 'issuer-secrets.json'), 'utf8'),
  ) as IssuerSecrets;
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: signingKey.kid ?? '' })
    .setIssuer(training.issuerUrl)
    .setAudience(trainingContext.deskAudience)
    .setSubject(personId)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(await importJWK(signingKey, 'ES256'));
  const [method = 'GET', path = ''] = route.split(' ');
  const reply = await fetch(`${training.office.apiUrl}/desk/api/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`);
  return reply.headers.get('content-type')?.startsWith('application/json')
    ? ((await reply.json()) as Record<string, string>)
    : {};
};

/**
 * Uses every call of the desk once, as its people would.
 * @param held a held document with this file; it is released here
 */
export const exerciseDesk = async (
  training: TrainingOffice,
  folder: string,
  held: { readonly documentId: string; readonly sha256: string },
): Promise<void> => {
  const clerk = (route: string, body?: object) =>
    callDesk(training, folder, 'van-thu', route, body);
  const operator = (route: string, body?: object) =>
    callDesk(training, folder, 'giam-doc-chuyen-doi-so', route, body);
  await clerk('GET to-dos/held');
  await clerk(`GET held/${held.documentId}`);
  await clerk(`GET held/${held.documentId}/files/${held.sha256}`);
  const release = { kind: 'release', actId: 'exercise-release', reason: 'Văn bản thường' };
  await clerk('POST acts', { ...release, documentId: held.documentId });
  const paper = { direction: 'incoming', abstract: 'Giấy mời', issuer: 'Cơ quan gửi' };
  await clerk('POST register', { ...paper, actId: 'exercise-held' });
  await clerk('POST register', { ...paper, actId: 'exercise-paper', secrecy: 'thường' });
  await training.office.quiet();
  await clerk(`GET documents/${held.documentId}`);
  const { url = '' } = await clerk(`GET documents/${held.documentId}/files/${held.sha256}`);
  const file = Buffer.from(await (await fetch(url)).arrayBuffer());
  if (createHash('sha256').update(file).digest('hex') !== held.sha256)
    throw new Error('the address leads to other bytes');
  const month = new Date().toISOString().slice(0, 7);
  await clerk('GET books/incoming');
  await clerk(`GET books/incoming/file?month=${month}&format=csv`);
  await clerk(`GET documents/${held.documentId}/sheet`);
  await training.clients.sqs.send(
    new SendMessageCommand({
      QueueUrl: training.outputs['AnswerDeadLettersUrl'] ?? '',
      MessageBody: JSON.stringify({ ...held, effect: 'answer', step: 'accepted' }),
    }),
  );
  await operator('GET operations');
  const { moved } = await operator('POST queues/answer/redrive');
  if (Number(moved) !== 1) throw new Error(`moved ${moved} messages, not 1`);
};
