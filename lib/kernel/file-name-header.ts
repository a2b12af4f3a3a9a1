/** Halves of surrogate pairs: no characters, and what has them cannot be written as UTF-8. */
const HALVES = /\p{Surrogate}/gu;

/** Consists of whole characters (a well-formed string). */
export const isWellFormed = (text: string): boolean => text.search(HALVES) === -1;

/**
 * `content-disposition` with a file's name (RFC 6266, 4.3; RFC 8187). Half of a surrogate pair,
 * which older records may hold, is written as U+FFFD: a name never fails an answer.
 */
export const fileNameHeader = (disposition: 'inline' | 'attachment', name: string): string =>
  `${disposition}; filename*=UTF-8''${encodeURIComponent(name.replace(HALVES, '\u{fffd}'))}`;
