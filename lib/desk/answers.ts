/** A file as an answer: streamed to the page, never kept. */
export interface DeskFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly name: string;
}

/** What a call answers. */
export type DeskAnswer = { readonly json: object } | { readonly file: DeskFile };
