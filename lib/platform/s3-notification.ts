import * as z from 'zod/mini';

/** An S3 event notification as it lies in a queue; the test message S3 sends once has no Records. */
const notification = z.object({
  Records: z.optional(
    z.array(
      z.object({
        s3: z.object({ object: z.object({ key: z.string(), size: z.optional(z.number()) }) }),
      }),
    ),
  ),
});

/** The object keys a notification names: URL-encoded in the message, with `+` for a space. */
export const notifiedKeys = (messageBody: string): string[] =>
  (notification.parse(JSON.parse(messageBody)).Records ?? []).map(({ s3 }) =>
    decodeURIComponent(s3.object.key.replaceAll('+', ' ')),
  );
