/**
 * Runs `work` on every item, at most `limit` at once; an item is taken only when there is a place
 * for it. After a failure nothing more is begun, and what runs is awaited.
 * @throws the first failure
 */
export const forEachAtOnce = async <T>(
  items: AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const iterator = items[Symbol.asyncIterator]();
  let failure: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    while (failure === undefined) {
      const { done, value } = await iterator.next();
      if (done === true) return;
      await work(value);
    }
  };
  const guarded = async (): Promise<void> => {
    try {
      await worker();
    } catch (error) {
      failure ??= { error };
    }
  };
  await Promise.all(Array.from({ length: limit }, guarded));
  await iterator.return?.();
  if (failure !== undefined) throw failure.error;
};
