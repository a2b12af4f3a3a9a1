// An office of its own for the tests of the desk, in a process of its own: the same office that
// `vanthu start` opens, with documents that wait for a decision instead of the decided samples.
// Prints one line of JSON when it is ready; ends when its standard input ends.

import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createDeskRoles } from '../../../lib/desk/people.dynamo.ts';
import { documentIdOf, sha256Of } from '../../../lib/kernel/ids.ts';
import { approveDrafts } from '../../../lib/local/demo/approval.ts';
import { openDemoSecrets } from '../../../lib/local/demo/demo-secrets.ts';
import { demoSourceIds } from '../../../lib/local/demo/demo-sources.ts';
import { prepareFolder } from '../../../lib/local/demo/prepare-folder.ts';
import { openSampleDoors } from '../../../lib/local/demo/sample-doors.ts';
import { openingEvent, sourceOf } from '../../../lib/local/demo/sample-events.ts';
import {
  openTrainingOffice,
  portsFrom,
  trainingContext,
} from '../../../lib/local/demo/training-office.ts';
import { synthesize } from '../../../lib/local/runner/synthesize.ts';
import { SAMPLE_DOCUMENTS } from '../../../lib/local/samples/documents.vi.ts';
import type { SampleDocument } from '../../../lib/local/samples/sample-document.ts';
import { renderSampleFile } from '../../../lib/local/samples/sample-file.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: office-child.ts FOLDER');

const LIMIT_MS = 120_000;

const drafts = SAMPLE_DOCUMENTS.filter(({ entry }) => entry === 'approved');
const letters = SAMPLE_DOCUMENTS.filter(
  (sample) =>
    sample.entry === 'received' &&
    !['secret', 'unknown-grade', 'broken-file'].includes(sample.fate) &&
    sourceOf(sample) === 'e-office',
);
/** Nobody has said of these how secret they are. */
const held = letters.slice(0, 3).map(({ secrecy: _, ...sample }): SampleDocument => sample);
const ordinary = letters.slice(3, 5);

await prepareFolder(folder, false);
const secrets = await openDemoSecrets(folder, {
  sourceIds: demoSourceIds,
  approverId: 'chanh-van-phong',
  now: new Date(),
});
const { assembly } = await synthesize({
  root,
  folder: resolve(root, '.build/assemblies/training'),
  context: trainingContext,
});
const training = await openTrainingOffice({
  assembly,
  folder,
  ports: portsFrom(0),
  secrets,
  now: () => new Date(),
  onAlarm: () => undefined,
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
const { office, clients, outputs } = training;

// A second clerk, so that two of them can meet at one document.
await createDeskRoles(clients.dynamodb, outputs['DirectoryTable'] ?? '').save(
  'giam-doc-chuyen-doi-so',
  ['operator', 'clerk'],
);

const doors = openSampleDoors({
  apiUrl: office.apiUrl,
  secrets,
  clients: { events: clients.events, s3: clients.s3 },
  outputs,
  now: () => new Date(),
});

const send = async (sample: SampleDocument): Promise<string> => {
  const file = await renderSampleFile(sample, new Date(secrets.startedAt));
  const sha256 = sha256Of(file.bytes);
  await doors.upload(sourceOf(sample), file, sample.secrecy);
  await office.quiet(LIMIT_MS);
  const signerId = sample.signerKey ?? '';
  const proofs =
    sample.entry === 'approved'
      ? await approveDrafts(folder, secrets, [{ documentId: sample.key, sha256, signerId }])
      : undefined;
  const event = openingEvent(
    { startedAt: new Date(secrets.startedAt) },
    sample,
    file,
    proofs?.get(sha256),
  );
  const reply = await doors.send('http', event);
  if (!['accepted', 'held'].includes(reply?.status ?? ''))
    throw new Error(`${sample.key}: ${reply?.code ?? reply?.status ?? 'no answer'}`);
  return documentIdOf(sourceOf(sample), sample.key);
};

const sendAll = async (samples: readonly SampleDocument[]): Promise<readonly string[]> => {
  const sent: string[] = [];
  for (const sample of samples) sent.push(await send(sample));
  return sent;
};
const ready = {
  deskUrl: training.deskUrl,
  drafts: await sendAll(drafts),
  held: await sendAll(held),
  ordinary: await sendAll(ordinary),
};
await office.quiet(LIMIT_MS);
process.stdout.write(`${JSON.stringify(ready)}\n`);

process.stdin.resume();
await new Promise((ended) => process.stdin.once('end', ended));
await Promise.race([training.close(), pause(20_000)]);
process.exit(0);
