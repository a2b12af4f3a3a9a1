import {
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import {
  behindNumber,
  bookPrefix,
  claimKey,
  NUMBER_EVIDENCE,
  type NumberClaim,
  type NumberEvidence,
  type NumberEvidenceReader,
  readClaim,
  type SeriesYear,
} from './number-evidence.ts';

/** Evidence of numbers in the files bucket, which keeps versions and is never put back. */
export const createNumberEvidence = (client: S3Client, bucket: string): NumberEvidence => ({
  async record(taken, documentId) {
    try {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: claimKey(taken, documentId),
          // The key says all; a body of no length would be sent as a stream.
          Body: documentId,
          IfNoneMatch: '*',
        }),
      );
    } catch (error) {
      // The same document asks for the same number again, after a crash before its commit.
      if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 412)
        throw error;
    }
  },
});

/** The evidence as recovery and the doctor read it: by listing keys, without opening any object. */
export const createNumberEvidenceReader = (
  client: S3Client,
  bucket: string,
): NumberEvidenceReader => {
  const foldersBelow = async (Prefix: string): Promise<string[]> => {
    const names: string[] = [];
    const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix, Delimiter: '/' });
    for await (const { CommonPrefixes = [] } of pages)
      names.push(...CommonPrefixes.map((found) => (found.Prefix ?? '').slice(Prefix.length, -1)));
    return names;
  };
  return {
    async series() {
      const books: SeriesYear[] = [];
      for (const name of await foldersBelow(NUMBER_EVIDENCE))
        for (const year of await foldersBelow(`${NUMBER_EVIDENCE}${name}/`))
          books.push({ seriesId: decodeURIComponent(name), year: Number(year) });
      return books;
    },

    async *claimsAbove(book, n): AsyncGenerator<NumberClaim> {
      const pages = paginateListObjectsV2(
        { client },
        { Bucket: bucket, Prefix: bookPrefix(book), StartAfter: behindNumber(book, n) },
      );
      for await (const { Contents = [] } of pages)
        for (const { Key = '' } of Contents) {
          const claim = readClaim(Key);
          if (claim !== undefined) yield claim;
        }
    },
  };
};
