import type { IncomingMessage } from 'node:http';
import { AwsServiceError } from './service.ts';

/** DynamoDB takes 16 MB in one request; no other buffered call takes more. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Reads a whole request body; 413 RequestEntityTooLarge beyond 16 MB. Streams never come here. */
export async function collectBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new AwsServiceError('RequestEntityTooLarge', 'The request body is too large', {
        status: 413,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
