import { ConcurrencyError } from '../../kernel/errors.ts';
import type { Source } from '../../register/source.ts';
import { createSourceRegistry } from '../../register/source-registry.dynamo.ts';
import type { SourceRegistry } from '../../register/source-registry.ts';
import { type CommandContext, withTables } from '../command.ts';
import { assertRole } from '../desk-event.ts';
import { CommandError } from '../errors.ts';
import type { OfficeTables } from '../office/register.dynamo.ts';

interface Registry {
  readonly registry: SourceRegistry;
  readonly tables: OfficeTables;
}

/** The registrations, for reading. */
export const withRegistry = <T>(
  context: CommandContext,
  work: (found: Registry) => Promise<T>,
): Promise<T> =>
  withTables(context, (tables) => {
    const { directory, history } = tables.names;
    return work({ registry: createSourceRegistry(tables.dynamo, { directory, history }), tables });
  });

/**
 * The registrations, for an operator who changes one.
 * @throws CommandError PERSON_UNKNOWN, ROLE_NOT_ALLOWED, SOURCE_CHANGED
 */
export const asOperator = <T>(
  context: CommandContext,
  personId: string,
  work: (found: Registry) => Promise<T>,
): Promise<T> =>
  withRegistry(context, async (found) => {
    await assertRole(found.tables, personId, 'operator');
    try {
      return await work(found);
    } catch (error) {
      if (!(error instanceof ConcurrencyError)) throw error;
      throw new CommandError('SOURCE_CHANGED', { cause: error });
    }
  });

/** @throws CommandError SOURCE_UNKNOWN */
export const findSource = async (registry: SourceRegistry, sourceId: string): Promise<Source> => {
  const source = await registry.find(sourceId);
  if (source !== undefined) return source;
  const known = (await registry.list()).map((other) => other.sourceId).join(', ') || '–';
  throw new CommandError('SOURCE_UNKNOWN', { facts: { source: sourceId, known } });
};
