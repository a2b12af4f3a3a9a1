/**
 * Bounds for files that strangers send. Real documents stay far below each of them; a file above
 * is refused as PDF_TOO_COMPLEX before it costs noticeable time or memory.
 */
export const limits = {
  /** Arrays and dictionaries inside each other. */
  valueDepth: 100,
  /** Fields and page tree nodes inside each other. */
  treeDepth: 64,
  /** The largest object number Acrobat accepts. */
  objectId: 8_388_607,
  /** Entries of all cross-reference sections together. */
  xrefEntries: 1_000_000,
  /** One section for each saved revision. */
  xrefSections: 4_096,
  /** Bytes of all cross-reference and object streams of one file after inflating. */
  inflatedBytes: 64 * 1024 * 1024,
  /** Bytes read by the parser: a multiple of the file, so that overlapping objects cannot multiply. */
  parsedPerByte: 4,
  parsedFloor: 16 * 1024 * 1024,
  pages: 100_000,
  fields: 50_000,
} as const;
