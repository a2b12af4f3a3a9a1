/** `receive-bus` → `ReceiveBus`: CloudFormation's output names take letters and digits only. */
export const outputName = (name: string): string =>
  name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, letter: string) => letter.toUpperCase());
