import { App, type AppProps, Validations } from 'aws-cdk-lib';
import { OfficeChecks } from './office-checks.ts';
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

/**
 * Builds the CDK app. Context: `office` (prefix of names, default `vanthu`) and `signers` (pilot
 * leaders with a KMS key, default `leader-1`, `leader-2`).
 */
export function createOfficeApp({ bundles, app: props }: OfficeAppOptions): OfficeApp {
  const app = new App(props);
  const office = contextText(app, 'office') ?? 'vanthu';
  const stateful = new StatefulStack(app, `${office}-stateful`, {
    office,
    leaders: contextList(app, 'signers') ?? ['leader-1', 'leader-2'],
  });
  const stateless = new StatelessStack(app, `${office}-stateless`, {
    office,
    bundles,
    state: stateful,
  });
  Validations.of(app).addPlugins(new OfficeChecks(app));
  return { app, stateful, stateless };
}

function contextText(app: App, name: string): string | undefined {
  const value: unknown = app.node.tryGetContext(name);
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^[a-z][a-z0-9-]{0,20}$/.test(value)) return value;
  throw new Error(`context ${name}: expected a short name of a-z, 0-9 and hyphens`);
}

/** Accepts a JSON array, or a comma-separated list as \`cdk -c\` gives it. */
function contextList(app: App, name: string): string[] | undefined {
  const value: unknown = app.node.tryGetContext(name);
  if (value === undefined) return undefined;
  const list: unknown = typeof value === 'string' ? value.split(',') : value;
  if (Array.isArray(list) && list.every((item) => typeof item === 'string')) return list;
  throw new Error(`context ${name}: expected a list of names`);
}
