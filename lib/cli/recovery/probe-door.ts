const LIMIT_MS = 5_000;

/**
 * Does a function still stand behind the address? An open door answers an empty request with a code
 * of the office; where functions have no concurrency the gateway answers without one, or nobody.
 */
export const isDoorOpen = async (apiUrl: string, limitMs = LIMIT_MS): Promise<boolean> => {
  const request = { method: 'POST', body: '{}', signal: AbortSignal.timeout(limitMs) };
  const reply = await fetch(`${apiUrl}/events`, request).catch(() => undefined);
  const answer = (await reply?.json().catch(() => undefined)) as { code?: unknown } | undefined;
  return typeof answer?.code === 'string';
};
