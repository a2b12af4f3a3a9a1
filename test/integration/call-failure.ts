import { expect } from '@jest/globals';

/** What an SDK client throws when a call fails. */
export interface CallFailure {
  readonly name: string;
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode?: number };
}

/** The error a call ends with; a call that succeeds fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<CallFailure> {
  return call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: CallFailure) => error,
  );
}

/** Expects a call to fail under this name and HTTP status. */
export async function expectFailure(
  call: Promise<unknown>,
  name: string,
  status: number,
): Promise<void> {
  const { name: got, $metadata } = await failureOf(call);
  expect({ name: got, status: $metadata.httpStatusCode }).toEqual({ name, status });
}
