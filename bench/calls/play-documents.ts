import { type Apps, createApps } from '../../test/support/office/apps.ts';
import { fillDirectory } from '../../test/support/office/directory.ts';
import { openTestGround, type TestGround } from '../../test/support/office/ground.ts';
import { InProcessOffice } from '../../test/support/office/in-process.ts';
import { scenarios } from '../../test/support/office/scenarios.ts';
import { type CallRecorder, createCallRecorder, type StageRun } from './call-recorder.ts';

export type Temperature = 'warm' | 'cold';

/** Journeys of the crash-point suite that together pass every stage, and how they are called here. */
const JOURNEYS: Readonly<Record<string, string>> = {
  'received, published, recalled': 'received',
  'approved, signed with P-256, published': 'P-256',
  'approved, signed with RSA, published': 'RSA',
};
const PORTAL = 'portal-bench';

const journeys = () => scenarios.filter(({ name }) => name in JOURNEYS);

/** Documents before those that count: their pages stand on the portal already. */
const WARM_UP = 2;

const stageOfMessage = (body: string): string => {
  const { effect, step = '' } = JSON.parse(body) as { effect?: string; step?: string };
  return effect === undefined ? 'send-sms' : `${effect}: ${step.replace(/-\d+$/, '')}`;
};

const stageOfEvent = (body: string): string => {
  const { type = '' } = JSON.parse(body) as { type?: string };
  return `accept: ${/\.(\w+\.\w+)\.v\d+$/.exec(type)?.[1] ?? type}`;
};

/** Puts labelled apps in the place of the office's own: one set for all, or a new one each time. */
const labelApps = (apps: Apps, next: () => Apps, recorder: CallRecorder): void => {
  const within: CallRecorder['within'] = (stage, run) => recorder.within(stage, run);
  apps.receiveHttp = (request) =>
    within(stageOfEvent(request.body), () => next().receiveHttp(request));
  apps.requestUpload = (request) => within('upload: address', () => next().requestUpload(request));
  apps.admitFile = (message) => within('upload: admit', () => next().admitFile(message));
  apps.sweep = () => within('sweep: nothing due', () => next().sweep());
  for (const effect of Object.keys(apps.effects) as (keyof Apps['effects'])[])
    apps.effects[effect] = (message) =>
      within(stageOfMessage(message.body), () => next().effects[effect](message));
};

/** Warm: caches filled a moment ago by another document. Cold: a new process for every message. */
export const recordStages = async (temperature: Temperature): Promise<readonly StageRun[]> => {
  const ground = await openTestGround();
  // Time stands still for the functions' caches; nothing in these documents waits for it.
  const test: TestGround = {
    ...ground,
    clock: { now: ground.clock.now, advance: () => undefined },
  };
  const recorder = createCallRecorder();
  const opened: Apps[] = [];
  const open = (): Apps => {
    const apps = createApps(test, recorder.process, PORTAL, () => undefined);
    opened.push(apps);
    return apps;
  };
  try {
    const directory = await fillDirectory(test);
    const office = await InProcessOffice.open(test, directory, PORTAL);
    const warm = open();
    labelApps(office.apps, temperature === 'warm' ? () => warm : open, recorder);
    for (let document = 0; document <= WARM_UP; document += 1) {
      if (document === WARM_UP) recorder.clear();
      for (const [at, scenario] of journeys().entries()) {
        recorder.variant = JOURNEYS[scenario.name] ?? '';
        const run = { test, directory, office, key: `d${document}s${at}`, sent: [] };
        await scenario.play(run);
        await office.settle();
      }
    }
    office.close();
    return [...recorder.runs];
  } finally {
    for (const apps of opened) apps.destroy();
    await ground.close();
  }
};
