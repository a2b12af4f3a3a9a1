/** A request below /desk/api as the calls see it. */
export interface DeskRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface DeskRoute {
  readonly method: 'GET' | 'POST';
  /** With variables, each one segment: `/desk/api/held/{id}`. */
  readonly path: string;
}

export interface MatchedRoute<Route> {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A broken escape names nothing here.
    return undefined;
  }
};

const parametersOf = (
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined => {
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [at, expected] of pattern.entries()) {
    const segment = decode(segments[at] ?? '');
    const name = /^\{(\w+)\}$/.exec(expected)?.[1];
    if (name === undefined ? segment !== expected : segment === undefined || segment === '')
      return undefined;
    if (name !== undefined && segment !== undefined) parameters[name] = segment;
  }
  return parameters;
};

/** The route of a request, or undefined. No two routes of a desk may fit the same path. */
export const matchRoute = <Route extends DeskRoute>(
  routes: readonly Route[],
  { method, path }: Pick<DeskRequest, 'method' | 'path'>,
): MatchedRoute<Route> | undefined => {
  const segments = path.split('/');
  for (const route of routes) {
    if (route.method !== method) continue;
    const parameters = parametersOf(route.path.split('/'), segments);
    if (parameters !== undefined) return { route, parameters };
  }
  return undefined;
};
