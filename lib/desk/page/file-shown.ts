const PDF = 'application/pdf';

/** Only PDF is shown in the page; everything else is kept as a file, and nothing of it runs here. */
export const isShownInPage = (mediaType: string): boolean => mediaType === PDF;

/**
 * The file under a type that the browser will not run: an address made of it belongs to the desk's
 * own origin, and what the sender called the file, or the answer, does not decide what it is.
 */
export const blobToShow = (mediaType: string, blob: Blob): Blob =>
  new Blob([blob], { type: isShownInPage(mediaType) ? PDF : 'application/octet-stream' });
