import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunctions } from '../../lib/infra/bundle.ts';
import { type AnchorKind, buildAnchor, type ClientName, clientNames } from './anchor.ts';

export const anchorKinds = {
  default: { minify: false, external: false },
  minified: { minify: true, external: false },
  external: { minify: false, external: true },
} as const satisfies Readonly<Record<string, AnchorKind>>;
export type AnchorName = keyof typeof anchorKinds;

export interface Bundled {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

export interface Handler extends Bundled {
  readonly clients: readonly ClientName[];
  /** Anchors with the same clients. */
  readonly anchors: Readonly<Record<AnchorName, Bundled>>;
}

const clientsOf = (inputs: readonly string[]): ClientName[] =>
  clientNames.filter((client) => inputs.some((input) => input.includes(`client-${client}/`)));

/** Bundles every function as it is deployed, and for each set of clients the anchors. */
export const buildTargets = async (root: string, out: string): Promise<Handler[]> => {
  mkdirSync(out, { recursive: true });
  const anchors = new Map<string, Record<AnchorName, Bundled>>();
  const anchorOf = async (clients: readonly ClientName[], kind: AnchorName): Promise<Bundled> => {
    const name = `anchor ${kind} ${clients.join('+')}`;
    const file = join(out, `${name.replaceAll(' ', '-')}.cjs`);
    return { name, ...(await buildAnchor(clients, anchorKinds[kind], file)) };
  };
  const anchorsOf = async (clients: readonly ClientName[]) => {
    const key = clients.join('+');
    const made = anchors.get(key) ?? {
      default: await anchorOf(clients, 'default'),
      minified: await anchorOf(clients, 'minified'),
      external: await anchorOf(clients, 'external'),
    };
    anchors.set(key, made);
    return made;
  };
  const handlers: Handler[] = [];
  for (const { name, bytes, inputs } of await buildFunctions({
    root,
    out: join(out, 'functions'),
  })) {
    const clients = clientsOf(inputs);
    const file = join(out, 'functions', name, 'index.cjs');
    handlers.push({ name, file, bytes, clients, anchors: await anchorsOf(clients) });
  }
  return handlers;
};

/** Names of all variables that the functions ask for. */
export const readVariables = async (root: string, names: readonly string[]): Promise<string[]> => {
  const schemas = await Promise.all(
    names.map(
      async (name) =>
        (await import(join(root, 'functions', name, 'env.ts'))) as {
          readonly environment: { readonly shape: object };
        },
    ),
  );
  return [...new Set(schemas.flatMap(({ environment }) => Object.keys(environment.shape)))];
};
