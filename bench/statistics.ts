/** The value below which this share of the sorted values lies (nearest rank). */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  const value = sorted[rank - 1];
  if (value === undefined) throw new Error('no values to take a percentile of');
  return value;
};

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** `median (lowest–highest)`, each rounded to so many digits. */
export const withSpread = (values: readonly number[], digits = 0): string => {
  const [low, mid, high] = [Math.min(...values), median(values), Math.max(...values)];
  const written = [low, mid, high].map((value) => value.toFixed(digits));
  return written[0] === written[2]
    ? `${written[1]}`
    : `${written[1]} (${written[0]}–${written[2]})`;
};
