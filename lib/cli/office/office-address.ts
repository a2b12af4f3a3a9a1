import { readFileSync } from 'node:fs';
import { CommandError, exitCodes, unreachable } from '../errors.ts';

/** How an SDK client reaches the office; empty on AWS, where the normal configuration counts. */
export interface ClientSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface OfficeAddress {
  /** All outputs of all stacks by name. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly client: ClientSettings;
  /** State of a local office. */
  readonly folder?: string;
  readonly local: boolean;
}

export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Outputs of several stacks as one record; names of different stacks do not collide. */
export const flattenOutputs = (stacks: StackOutputs): Readonly<Record<string, string>> =>
  Object.assign({}, ...Object.values(stacks));

/**
 * The value of an output.
 * @throws CommandError OUTPUT_MISSING
 */
export const outputOf = (address: OfficeAddress, name: string): string => {
  const value = address.outputs[name];
  if (value === undefined || value === '')
    throw new CommandError('OUTPUT_MISSING', { facts: { name } });
  return value;
};

const readOutputsFile = (file: string): StackOutputs => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StackOutputs;
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new CommandError(missing ? 'OUTPUTS_NOT_FOUND' : 'OUTPUTS_UNREADABLE', {
      exitCode: exitCodes.usage,
      facts: { file },
      cause,
    });
  }
};

/**
 * Finds the office a command speaks to: the one deployed with these outputs, or the one that runs
 * on a local folder now.
 * @throws CommandError OFFICE_UNREACHABLE, OUTPUTS_NOT_FOUND, OUTPUTS_UNREADABLE
 */
export const findOffice = async (options: {
  readonly folder: string;
  readonly outputsFile?: string | undefined;
}): Promise<OfficeAddress> => {
  if (options.outputsFile !== undefined)
    return {
      outputs: flattenOutputs(readOutputsFile(options.outputsFile)),
      client: {},
      local: false,
    };
  // Local mode is loaded only when it is asked for: a deployed office needs none of it.
  const { findRunningOffice } = await import('../../local/runner/running-office.ts');
  const running = await findRunningOffice(options.folder);
  if (running === undefined) throw unreachable({ where: options.folder });
  const { endpoint, region, operator, outputs, portalUrl } = running;
  const { accessKeyId, secretAccessKey } = operator;
  return {
    // The template's own address of the portal leads nowhere on this machine.
    outputs: { ...flattenOutputs(outputs), PortalUrl: portalUrl },
    client: { endpoint, region, credentials: { accessKeyId, secretAccessKey } },
    folder: options.folder,
    local: true,
  };
};
