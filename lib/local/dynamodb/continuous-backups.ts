import { memberErrors, validationError } from './errors.ts';
import type { WriteParts } from './single-writes.ts';
import { readSettings, type TableSettings, writeSettings } from './table-settings.ts';

// Recorded so that a template's point-in-time recovery can be set and read back; nothing restores.

const MAX_DAYS = 35;
const RESTORABLE_LAG_SECONDS = 300;

function describe({ pointInTimeRecovery }: TableSettings, now: number): object {
  if (!pointInTimeRecovery) {
    return {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    };
  }
  const seconds = now / 1000;
  const { enabledAt, days } = pointInTimeRecovery;
  return {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: {
      PointInTimeRecoveryStatus: 'ENABLED',
      RecoveryPeriodInDays: days,
      EarliestRestorableDateTime: Math.max(enabledAt / 1000, seconds - days * 86_400),
      LatestRestorableDateTime: Math.max(enabledAt / 1000, seconds - RESTORABLE_LAG_SECONDS),
    },
  };
}

export async function describeContinuousBackups(
  { engine }: WriteParts,
  input: Record<string, unknown>,
  now: number,
): Promise<object> {
  const name = String(engine.validate('DescribeTable', input)['TableName']);
  await engine.table(name, true);
  const settings = await readSettings(engine.level, name);
  return { ContinuousBackupsDescription: describe(settings, now) };
}

/** UpdateContinuousBackups: records whether point-in-time recovery is on, and for how many days. */
export async function updateContinuousBackups(
  { engine, gate }: WriteParts,
  input: Record<string, unknown>,
  now: number,
): Promise<object> {
  const specification = input['PointInTimeRecoverySpecification'] as
    | { PointInTimeRecoveryEnabled?: boolean; RecoveryPeriodInDays?: number }
    | undefined;
  const enabled = specification?.PointInTimeRecoveryEnabled;
  if (enabled === undefined) {
    throw memberErrors([
      `Value null at 'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled' failed to satisfy constraint: Member must not be null`,
    ]);
  }
  const days = specification?.RecoveryPeriodInDays ?? MAX_DAYS;
  if (days < 1 || days > MAX_DAYS) {
    throw validationError(`RecoveryPeriodInDays must be between 1 and ${MAX_DAYS}`);
  }
  const name = String(engine.validate('DescribeTable', input)['TableName']);
  return gate.change(name, async () => {
    await engine.table(name, true);
    const { pointInTimeRecovery, ...others } = await readSettings(engine.level, name);
    const enabledAt = pointInTimeRecovery?.enabledAt ?? now;
    const settings = enabled ? { ...others, pointInTimeRecovery: { enabledAt, days } } : others;
    await writeSettings(engine.level, name, settings);
    return { ContinuousBackupsDescription: describe(settings, now) };
  });
}
