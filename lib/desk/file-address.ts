/** Where a browser may read a file for a short while. */
export interface FileAddresses {
  readAddress(file: {
    readonly sha256: string;
    readonly name: string;
    readonly mediaType: string;
  }): Promise<string>;
}
