import type { FetchedFile } from './api-client.ts';

/** Hands a file to the browser to keep. @returns its name */
export const saveFile = ({ name, blob }: FetchedFile): string => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address when the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return name;
};
