/** Widths are counted in letters: Vietnamese text is precomposed (NFC) before it is measured. */
const lengthOf = (text: string): number => [...text.normalize('NFC')].length;

/** Cuts a text to a width, with an ellipsis where something is left out. */
export const cutText = (text: string, width: number): string => {
  const letters = [...text.normalize('NFC')];
  return letters.length <= width
    ? letters.join('')
    : `${letters
        .slice(0, Math.max(0, width - 1))
        .join('')
        .trimEnd()}…`;
};

export const padText = (text: string, width: number): string =>
  text.normalize('NFC') + ' '.repeat(Math.max(0, width - lengthOf(text)));

/** Rows in columns, two spaces apart; the last column is not padded. */
export const alignRows = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => lengthOf(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : padText(cell, widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
};
