import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { flattenOutputs } from '../../cli/office/office-address.ts';
import { deskPaths } from '../../desk/contract.ts';
import { openLocalIssuer } from '../issuer/local-issuer.ts';
import { type Office, startOffice } from '../runner/office.ts';
import { createOperatorClients, destroyClients } from '../runner/operator-clients.ts';
import type { OperatorClients } from '../runner/resource-type.ts';
import { type SmsViewer, startSmsViewer } from '../viewer/sms-viewer.ts';
import { type EnteredDirectory, enterDemoDirectory, openDemoPortal } from './demo-directory.ts';
import { deskPeopleOf } from './demo-people.dynamo.ts';
import type { DemoSecrets } from './demo-secrets.ts';
import { demoLeaders } from './demo-signers.ts';
import { demoTexts } from './demo-texts.vi.ts';
import { openSmsPhones } from './sms-phones.ts';

/** What the training template has otherwise than cdk.json. */
export const trainingContext = {
  agencyName: demoTexts.agency,
  portalBanner: demoTexts.banner,
  signers: demoLeaders,
  deskClientId: 'vanthu-desk',
  deskAudience: 'urn:vanthu:desk',
} as const;

export interface TrainingPorts {
  readonly portal: number;
  readonly sms: number;
  readonly api: number;
  readonly endpoint: number;
  readonly issuer: number;
}

/** Five ports that follow one another; 0 takes any free ones. */
export const portsFrom = (base: number): TrainingPorts =>
  base === 0
    ? { portal: 0, sms: 0, api: 0, endpoint: 0, issuer: 0 }
    : { portal: base, sms: base + 1, api: base + 2, endpoint: base + 3, issuer: base + 4 };

export interface TrainingOffice {
  readonly office: Office;
  readonly clients: OperatorClients;
  /** All outputs of all stacks. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly viewer: SmsViewer;
  readonly entered: EnteredDirectory;
  /** Address of the desk's page. */
  readonly deskUrl: string;
  /** Issuer of the demo sign-in. */
  readonly issuerUrl: string;
  close(): Promise<void>;
}

export interface TrainingOptions {
  readonly assembly: string;
  readonly folder: string;
  readonly ports: TrainingPorts;
  readonly secrets: DemoSecrets;
  readonly now: () => Date;
  onAlarm(what: string): void;
  onError(error: unknown): void;
}

/** The office with its demonstration directory, the portal, the sign-in, and the phones on a page. */
export async function openTrainingOffice(options: TrainingOptions): Promise<TrainingOffice> {
  const { assembly, folder, ports, secrets, now, onError } = options;
  // Its address goes into the template, so it listens first.
  const issuer = await openLocalIssuer({ port: ports.issuer, folder });
  const office = await startOffice({
    assembly,
    folder,
    ports,
    parameters: { DeskIssuer: issuer.url },
    onError,
    onAlarm: ({ description }) => options.onAlarm(description),
  }).catch(async (error: unknown) => {
    await issuer.close();
    throw error;
  });
  const { endpoint, region, account } = office;
  const { accessKeyId, secretAccessKey } = office.credentialsFor('operator');
  const clients = createOperatorClients({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
  });
  try {
    const outputs = flattenOutputs(office.outputs);
    // As `cdk deploy --outputs-file` writes it, so that scripts know one shape only.
    writeFileSync(join(folder, 'outputs.json'), `${JSON.stringify(office.outputs, null, 2)}\n`);
    const [entered] = await Promise.all([
      enterDemoDirectory({ clients, outputs, account, secrets, now: now() }),
      openDemoPortal({ clients, outputs, now: now() }),
    ]);
    const phones = await openSmsPhones({ sms: office.sms, clients, outputs, onError });
    const viewer = await startSmsViewer({
      port: ports.sms,
      listPhones: phones.listPhones,
      listMessages: phones.listMessages,
      onChange: phones.onChange,
    });
    await issuer.serve({
      client: {
        clientId: trainingContext.deskClientId,
        audience: trainingContext.deskAudience,
        origin: office.apiUrl,
        signedIn: deskPaths.signedIn,
        signedOut: deskPaths.signedOut,
      },
      now: () => now().getTime(),
      listPeople: deskPeopleOf(clients.dynamodb, outputs['DirectoryTable'] ?? ''),
      onError,
    });
    return {
      office,
      clients,
      outputs,
      viewer,
      entered,
      deskUrl: `${office.apiUrl}${deskPaths.page}`,
      issuerUrl: issuer.url,
      close: async () => {
        phones.close();
        await viewer.close();
        await office.close();
        await issuer.close();
        destroyClients(clients);
      },
    };
  } catch (error) {
    await office.close();
    await issuer.close();
    destroyClients(clients);
    throw error;
  }
}
