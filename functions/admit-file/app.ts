import { notifiedKeys } from '../../lib/platform/s3-notification.ts';
import { type AdmitDeps, admitFile } from '../../lib/register/admit-file.ts';

/** One notification that a file has come into the quarantine. */
export const createApp =
  (deps: AdmitDeps) =>
  async (message: { readonly body: string }): Promise<void> => {
    for (const key of notifiedKeys(message.body)) await admitFile(deps, key);
  };
