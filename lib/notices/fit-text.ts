/**
 * The longest beginning of a text that fits, ended at a word by "..."; empty when not even one
 * word and the dots fit. A single long word (a document's code) is cut where it must be.
 */
const cutAtWord = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const room = limit - 3;
  if (room < 4) return '';
  const head = text.slice(0, room + 1);
  const lastSpace = head.lastIndexOf(' ');
  const kept = (lastSpace > 0 ? head.slice(0, lastSpace) : head.slice(0, room)).replace(
    /[\s,.;:(/-]+$/,
    '',
  );
  return kept === '' ? '' : `${kept}...`;
};

/**
 * Writes a text of at most `limit` characters: values are cut one after the other in the order
 * given, each only as far as needed and only when all before it are gone.
 */
export const fitText = <Values extends Readonly<Record<string, string>>>(
  compose: (values: Values) => string,
  values: Values,
  order: readonly (keyof Values & string)[],
  limit: number,
): string => {
  let current = values;
  let text = compose(current);
  for (const name of order) {
    if (text.length <= limit) return text;
    const value: string = current[name] ?? '';
    const fitting = cutAtWord(value, value.length - (text.length - limit));
    current = { ...current, [name]: fitting };
    text = compose(current);
  }
  return text;
};
