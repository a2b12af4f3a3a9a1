/** A note the office has left: never an event, whatever the bucket tells of. */
const NOTE = '.refused.txt';
export const noteKey = (key: string): string => `${key}${NOTE}`;
export const isNote = (key: string): boolean => key.endsWith(NOTE);

/** The inbox bucket: senders that can only write files put `<source>/<name>.json` there. */
export interface Inbox {
  /** @returns undefined when it has been taken in already */
  read(key: string): Promise<string | undefined>;
  remove(key: string): Promise<void>;
  /** Leaves a note beside a refused file, under `<key>.refused.txt`. */
  leaveNote(key: string, note: string): Promise<void>;
}
