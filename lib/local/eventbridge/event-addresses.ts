import { AwsServiceError, type ServiceContext } from '../aws/service.ts';
import type { RuleStore, StoredRule } from './rule-store.ts';

export const DEFAULT_BUS = 'default';

/** Between names and ARNs of buses and rules. */
export interface EventAddresses {
  /** The bus name in what callers give: nothing, a name or an ARN. */
  busName(given: string | undefined): string;
  busArn(name: string): string;
  ruleArn(bus: string, name: string): string;
  /** Throws ResourceNotFoundException when there is no such bus. */
  findBus(given: string | undefined): string;
  /** Throws ResourceNotFoundException when there is no such bus or rule. */
  findRule(bus: string | undefined, name: string | undefined): StoredRule;
}

export function createEventAddresses(context: ServiceContext, store: RuleStore): EventAddresses {
  const prefix = `arn:aws:events:${context.region}:${context.account}:`;
  const busName = (given: string | undefined) =>
    given?.startsWith('arn:') ? given.slice(given.lastIndexOf('/') + 1) : (given ?? DEFAULT_BUS);
  const findBus = (given: string | undefined) => {
    const name = busName(given);
    if (store.buses.has(name)) return name;
    throw notFound(`Event bus ${name} does not exist.`);
  };
  return {
    busName,
    busArn: (name) => `${prefix}event-bus/${name}`,
    ruleArn: (bus, name) =>
      bus === DEFAULT_BUS ? `${prefix}rule/${name}` : `${prefix}rule/${bus}/${name}`,
    findBus,
    findRule(busGiven, name) {
      const bus = findBus(busGiven);
      const rule = store.findRule(bus, name ?? '');
      if (rule !== undefined) return rule;
      throw notFound(`Rule ${name} does not exist on EventBus ${bus}.`);
    },
  };
}

function notFound(message: string): AwsServiceError {
  return new AwsServiceError('ResourceNotFoundException', message);
}
