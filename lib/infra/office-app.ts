import { App, type AppProps, Validations } from 'aws-cdk-lib';
import { OfficeChecks } from './office-checks.ts';
import { readOfficeName, readSettings } from './office-settings.ts';
import { StatefulStack } from './stateful-stack.ts';
import { StatelessStack } from './stateless-stack.ts';

export interface OfficeAppOptions {
  /** Folder with one bundle per function (see bundle.ts). */
  readonly bundles: string;
  readonly app?: AppProps;
}

export interface OfficeApp {
  readonly app: App;
  readonly stateful: StatefulStack;
  readonly stateless: StatelessStack;
}

/** Builds the CDK app; its context is described in office-settings.ts. */
export function createOfficeApp({ bundles, app: props }: OfficeAppOptions): OfficeApp {
  const app = new App({ analyticsReporting: false, ...props });
  const office = readOfficeName(app);
  const settings = readSettings(app);
  const stateful = new StatefulStack(app, `${office}-stateful`, {
    office,
    leaders: settings.signers,
  });
  const stateless = new StatelessStack(app, `${office}-stateless`, {
    office,
    bundles,
    settings,
    state: stateful,
  });
  Validations.of(app).addPlugins(new OfficeChecks(app));
  return { app, stateful, stateless };
}
