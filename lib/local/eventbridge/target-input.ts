import type { InputTransformer, Target } from '@aws-sdk/client-eventbridge';
import { AwsServiceError } from '../aws/service.ts';
import { parseJsonPath, readJsonPath } from './json-path.ts';

export type BusEvent = Readonly<Record<string, unknown>>;

export interface RuleIdentity {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO 8601, when the bus took the event. */
  readonly ingestionTime: string;
}

/** Checks Input, InputPath and InputTransformer of a target; throws ValidationException. */
export function checkTargetInput(target: Target): void {
  const given = [target.Input, target.InputPath, target.InputTransformer].filter(
    (member) => member !== undefined,
  );
  if (given.length > 1) {
    throw invalidInput('Only one of Input, InputPath, or InputTransformer must be provided.');
  }
  if (target.Input !== undefined && parse(target.Input) === undefined) {
    throw invalidInput('Input must be a valid JSON text.');
  }
  if (target.InputPath !== undefined) parseJsonPath(target.InputPath);
  if (target.InputTransformer !== undefined) checkTransformer(target.InputTransformer);
}

/** The text that a target gets for an event. */
export function buildTargetInput(target: Target, event: BusEvent, rule: RuleIdentity): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) {
    return JSON.stringify(readJsonPath(event, parseJsonPath(target.InputPath)) ?? null);
  }
  if (target.InputTransformer !== undefined) {
    return transform(target.InputTransformer, event, rule);
  }
  return JSON.stringify(event);
}

const PLACEHOLDER = /<([\w.-]+)>/g;

function transform(transformer: InputTransformer, event: BusEvent, rule: RuleIdentity): string {
  const values = new Map<string, unknown>([
    ['aws.events.rule-arn', rule.ruleArn],
    ['aws.events.rule-name', rule.ruleName],
    ['aws.events.event.ingestion-time', rule.ingestionTime],
    ['aws.events.event', event],
    ['aws.events.event.json', event],
  ]);
  for (const [name, path] of Object.entries(transformer.InputPathsMap ?? {})) {
    values.set(name, readJsonPath(event, parseJsonPath(path)));
  }
  const template = transformer.InputTemplate ?? '';
  const filled = splitByQuotes(template)
    .map(({ text, quoted }) =>
      text.replace(PLACEHOLDER, (_, name: string) => {
        const value = values.get(name);
        return quoted ? asQuotedText(value) : (JSON.stringify(value) ?? 'null');
      }),
    )
    .join('');
  // A template of plain text becomes a JSON text on its way to the target.
  return parse(filled) === undefined ? JSON.stringify(filled) : filled;
}

/** Inside quotes a text stands without quotes of its own; anything else as escaped JSON; nothing as nothing. */
function asQuotedText(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}

/** Cuts a template into pieces inside and outside of JSON strings. */
function splitByQuotes(template: string): { text: string; quoted: boolean }[] {
  const pieces = template.match(/"(?:[^"\\]|\\.)*"|[^"]+|"/gs) ?? [];
  return pieces.map((text) => ({ text, quoted: text.length > 1 && text.startsWith('"') }));
}

function checkTransformer(transformer: InputTransformer): void {
  const paths = transformer.InputPathsMap ?? {};
  for (const [name, path] of Object.entries(paths)) {
    if (name.toLowerCase().startsWith('aws.')) {
      throw invalidInput(`InputPathsMap must not use the reserved name ${name}.`);
    }
    parseJsonPath(path);
  }
  for (const [, name = ''] of (transformer.InputTemplate ?? '').matchAll(PLACEHOLDER)) {
    if (!Object.hasOwn(paths, name) && !name.startsWith('aws.events.')) {
      throw invalidInput(`Invalid InputTemplate: there is no path for <${name}>.`);
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller decides what a text that is not JSON means.
    return undefined;
  }
}

function invalidInput(message: string): AwsServiceError {
  return new AwsServiceError('ValidationException', message);
}
