import { AwsServiceError } from '../aws/service.ts';

const MAX_ENTRIES = 10;

interface BatchAnswer<Result> {
  readonly Successful: (Result & { readonly Id: string })[];
  readonly Failed: {
    readonly Id: string;
    readonly SenderFault: boolean;
    readonly Code: string;
    readonly Message: string;
  }[];
}

/** Runs a batch entry by entry; a refused entry fails alone, any other error fails the call. */
export function runBatch<Entry extends { readonly Id?: string | undefined }, Result extends object>(
  entries: readonly Entry[] | undefined,
  run: (entry: Entry) => Result,
): BatchAnswer<Result> {
  const checked = checkEntries(entries ?? []);
  const answer: BatchAnswer<Result> = { Successful: [], Failed: [] };
  for (const entry of checked) {
    const Id = entry.Id ?? '';
    try {
      answer.Successful.push({ ...run(entry), Id });
    } catch (error) {
      if (!(error instanceof AwsServiceError)) throw error;
      const { code: Code, message: Message } = error;
      answer.Failed.push({ Id, SenderFault: true, Code, Message });
    }
  }
  return answer;
}

function checkEntries<Entry extends { readonly Id?: string | undefined }>(
  entries: readonly Entry[],
): readonly Entry[] {
  const ids = entries.map((entry) => entry.Id ?? '');
  if (ids.length === 0) {
    throw new AwsServiceError(
      'EmptyBatchRequest',
      'There should be at least one entry in the batch.',
    );
  }
  if (ids.length > MAX_ENTRIES) {
    throw new AwsServiceError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${ids.length}.`,
    );
  }
  if (new Set(ids).size < ids.length) {
    throw new AwsServiceError(
      'BatchEntryIdsNotDistinct',
      'Two or more batch entries have the same Id.',
    );
  }
  if (!ids.every((id) => /^[\w-]{1,80}$/.test(id))) {
    throw new AwsServiceError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  return entries;
}
