import { isRecord } from './template.ts';

/**
 * Which messages of a batch failed, by Lambda's rules for ReportBatchItemFailures: no list or an
 * empty one is success; a list that is malformed or names an unknown or empty identifier fails
 * the whole batch.
 */
export function failedMessages(
  messageIds: readonly string[],
  response: unknown,
): ReadonlySet<string> {
  const all = new Set(messageIds);
  if (response === null || response === undefined) return new Set();
  if (!isRecord(response)) return all;
  const failures = response['batchItemFailures'];
  if (failures === undefined || failures === null) return new Set();
  if (!Array.isArray(failures)) return all;
  const failed = new Set<string>();
  for (const failure of failures as readonly unknown[]) {
    const id = isRecord(failure) ? failure['itemIdentifier'] : undefined;
    if (typeof id !== 'string' || !all.has(id)) return all;
    failed.add(id);
  }
  return failed;
}
