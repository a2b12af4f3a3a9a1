import { invalidArgument } from './s3-errors.ts';

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** Reads x-amz-copy-source: `/bucket/url-encoded-key?versionId=…`. */
export function parseCopySource(text: string): CopySource {
  const [address = '', query = ''] = text.replace(/^\//, '').split('?versionId=');
  const slash = address.indexOf('/');
  if (slash < 1) throw invalidArgument('Copy Source must mention the source bucket and key');
  try {
    return {
      bucket: decodeURIComponent(address.slice(0, slash)),
      key: decodeURIComponent(address.slice(slash + 1)),
      versionId: query === '' ? undefined : query,
    };
  } catch {
    throw invalidArgument('Copy Source cannot be decoded');
  }
}
