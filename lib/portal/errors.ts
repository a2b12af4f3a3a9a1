import { OfficeError } from '../kernel/errors.ts';

/** Another writer changed the object (S3 412 or 409): drop the batch, read again, decide again. */
export class SiteConflictError extends Error {
  readonly key: string;

  constructor(key: string, cause?: unknown) {
    super(
      `the portal object ${key} changed meanwhile`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'SiteConflictError';
    this.key = key;
  }
}

/** The bytes at hand are not the version the officer decided on (R2). Nothing was published. */
export class PublicationFileError extends OfficeError {
  constructor() {
    super('PUBLICATION_FILE_MISMATCH', 'the stored file is not the version that was approved');
    this.name = 'PublicationFileError';
  }
}

/** An object of the site does not have the form this release writes and reads. */
export class PortalDataError extends OfficeError {
  constructor(key: string, cause: unknown) {
    super('PORTAL_DATA_UNREADABLE', `portal object ${key} cannot be read`, {
      facts: { key },
      cause,
    });
    this.name = 'PortalDataError';
  }
}
