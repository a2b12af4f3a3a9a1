import type { IncomingHttpHeaders } from 'node:http';
import type { NormalizedSchema } from '@smithy/core/schema';
import { requiredMembers, type SchemaOperation } from './schema-operations.ts';
import { AwsServiceError } from './service.ts';

/** A REST request as far as routing needs it. The path is raw: still percent-encoded. */
export interface RestTarget {
  readonly method: string;
  readonly rawPath: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

export interface RestMatch {
  readonly operation: SchemaOperation;
  readonly labels: Readonly<Record<string, string>>;
}

export interface RestRoute {
  readonly operation: SchemaOperation;
  readonly method: string;
  readonly pattern: RegExp;
  readonly labelNames: readonly string[];
  /** S3's Bucket: a label of the model that stands in the host there and first in the path here. */
  readonly hostLabel: string | undefined;
  readonly literals: readonly (readonly [string, string])[];
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
}

/** The SDK names its operation here; S3 itself does not need it, and curl does not send it. */
const SDK_OPERATION_HINT = 'x-id';

function compilePath(path: string): { pattern: RegExp; labelNames: string[] } {
  const labelNames: string[] = [];
  const source = path.replace(/\{(\w+)(\+)?\}/g, (_, name: string, greedy?: string) => {
    labelNames.push(name);
    return greedy ? '(.+)' : '([^/]+)';
  });
  return { pattern: new RegExp(`^${source}/?$`, 's'), labelNames };
}

function compileRoute(operation: SchemaOperation): RestRoute | undefined {
  if (!operation.http) return undefined;
  const [path = '/', query = ''] = operation.http.uri.split('?');
  const { pattern, labelNames } = compilePath(path);
  const members = operation.input.isStructSchema() ? [...operation.input.structIterator()] : [];
  const bindings = new Map(members.map(([name, member]) => [name, member.getMergedTraits()]));
  const required = requiredMembers(operation.input).map((name) => bindings.get(name));
  const hostLabel = [...bindings].find(
    ([name, traits]) => traits.httpLabel && !labelNames.includes(name),
  );
  return {
    operation,
    method: operation.http.method,
    pattern,
    labelNames,
    hostLabel: hostLabel?.[0],
    literals: [...new URLSearchParams(query)].filter(([name]) => name !== SDK_OPERATION_HINT),
    requiredQuery: required.flatMap((traits) => traits?.httpQuery ?? []),
    requiredHeaders: required.flatMap((traits) => traits?.httpHeader?.toLowerCase() ?? []),
  };
}

/** The routes of a REST service. */
export function compileRoutes(operations: Iterable<SchemaOperation>): readonly RestRoute[] {
  return [...operations].flatMap((operation) => compileRoute(operation) ?? []);
}

/** Splits `/bucket/some/key` into its host label and the rest. */
function splitHostLabel(rawPath: string): { host: string; path: string } {
  const [, host = '', path = ''] = /^\/([^/]*)(?:\/(.*))?$/s.exec(rawPath) ?? [];
  return { host, path: `/${path}` };
}

function decodeLabel(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsServiceError('InvalidURI', 'The URI cannot be decoded');
  }
}

function specificity(route: RestRoute, target: RestTarget): number | undefined {
  const literalsMatch = route.literals.every(
    ([name, value]) => target.query.has(name) && (value === '' || target.query.get(name) === value),
  );
  const queryMatches = route.requiredQuery.every((name) => target.query.has(name));
  const headersMatch = route.requiredHeaders.every((name) => target.headers[name] !== undefined);
  if (!literalsMatch || !queryMatches || !headersMatch) return undefined;
  const hinted = target.query.get(SDK_OPERATION_HINT) === route.operation.name ? 1 : 0;
  const conditions = route.literals.length + route.requiredQuery.length;
  return (conditions + route.requiredHeaders.length) * 2 + hinted;
}

function matchPath(route: RestRoute, rawPath: string): Record<string, string> | undefined {
  const { host, path } = route.hostLabel
    ? splitHostLabel(rawPath)
    : { host: undefined, path: rawPath };
  if (host === '') return undefined;
  const found = route.pattern.exec(path);
  if (!found) return undefined;
  const labels: Record<string, string> = {};
  if (route.hostLabel && host !== undefined) labels[route.hostLabel] = decodeLabel(host);
  for (const [index, name] of route.labelNames.entries()) {
    labels[name] = decodeLabel(found[index + 1] ?? '');
  }
  return labels;
}

/** Finds the most specific operation for a request; undefined when there is none. */
export function routeRestRequest(
  routes: readonly RestRoute[],
  target: RestTarget,
): RestMatch | undefined {
  let best: { match: RestMatch; score: number } | undefined;
  for (const route of routes) {
    if (route.method !== target.method) continue;
    const score = specificity(route, target);
    if (score === undefined || (best && score <= best.score)) continue;
    const labels = matchPath(route, target.rawPath);
    if (labels) best = { match: { operation: route.operation, labels }, score };
  }
  return best?.match;
}

/** True for members that REST binds to something other than the body. */
export function isBoundOutsideBody(member: NormalizedSchema): boolean {
  const traits = member.getMergedTraits();
  return Boolean(
    traits.httpLabel ||
      traits.httpQuery ||
      traits.httpQueryParams ||
      traits.httpHeader ||
      traits.httpPrefixHeaders !== undefined ||
      traits.httpResponseCode,
  );
}
