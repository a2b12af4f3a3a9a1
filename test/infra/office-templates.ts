import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { synthesize } from '../../lib/local/runner/synthesize.ts';

export interface TemplateResource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: templates are read freely by the assertions.
  readonly Properties: any;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export type Resources = Readonly<Record<string, TemplateResource>>;

export interface OfficeTemplates {
  readonly assembly: string;
  readonly stateful: Resources;
  readonly stateless: Resources;
  readonly all: Resources;
}

export const root = resolve(import.meta.dirname, '../..');

/** Resources of both stacks as the app really synthesizes them; one process does it for all. */
export async function readTemplates(): Promise<OfficeTemplates> {
  const { assembly } = await synthesize({ root });
  const read = (stack: string): Resources =>
    JSON.parse(readFileSync(join(assembly, `${stack}.template.json`), 'utf8'))['Resources'];
  const stateful = read('vanthu-stateful');
  const stateless = read('vanthu-stateless');
  return { assembly, stateful, stateless, all: { ...stateful, ...stateless } };
}

export const ofType = (resources: Resources, type: string): [string, TemplateResource][] =>
  Object.entries(resources).filter(([, resource]) => resource.Type === type);

/** The first part of a reference to another resource, wherever it stands in the value. */
export function referredId(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { Ref, 'Fn::GetAtt': attribute } = value as Record<string, unknown>;
  if (typeof Ref === 'string') return Ref;
  return Array.isArray(attribute) ? String(attribute[0]) : undefined;
}
