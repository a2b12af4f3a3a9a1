import type { AuthorizationNeed } from '../aws/service.ts';
import type { EventAddresses } from './event-addresses.ts';

type Input = Readonly<Record<string, unknown>>;

const BUS_OPERATIONS = new Set(['CreateEventBus', 'DeleteEventBus', 'DescribeEventBus']);

/** What IAM must allow for an EventBridge call. */
export function createEventBridgeAuthorization(addresses: EventAddresses) {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

  return (operation: string, input: Input): readonly AuthorizationNeed[] => {
    const action = `events:${operation}`;
    if (operation === 'PutEvents') return putEventsNeeds(input, addresses);
    const bus = addresses.busName(text(input['EventBusName']));
    if (BUS_OPERATIONS.has(operation)) {
      return [{ action, resource: addresses.busArn(addresses.busName(text(input['Name']))) }];
    }
    if (operation === 'ListRules') return [{ action, resource: addresses.ruleArn(bus, '*') }];
    const rule = text(input['Rule']) ?? text(input['Name']) ?? '';
    return [{ action, resource: addresses.ruleArn(bus, rule) }, ...passedRoles(operation, input)];
  };
}

/** Each entry is judged by its own bus, source and detail type. */
function putEventsNeeds(input: Input, addresses: EventAddresses): readonly AuthorizationNeed[] {
  const entries = (input['Entries'] ?? []) as readonly {
    readonly EventBusName?: string;
    readonly Source?: string;
    readonly DetailType?: string;
  }[];
  return entries.map((entry) => ({
    action: 'events:PutEvents',
    resource: addresses.busArn(addresses.busName(entry.EventBusName)),
    context: {
      'events:source': entry.Source ?? '',
      'events:detail-type': entry.DetailType ?? '',
    },
  }));
}

/** Whoever gives a role to a rule or target must be allowed to pass that role. */
function passedRoles(operation: string, input: Input): readonly AuthorizationNeed[] {
  const targets = (input['Targets'] ?? []) as readonly { readonly RoleArn?: string }[];
  const roles = [input['RoleArn'], ...targets.map((target) => target.RoleArn)];
  if (operation !== 'PutRule' && operation !== 'PutTargets') return [];
  return roles
    .filter((role): role is string => typeof role === 'string')
    .map((role) => ({
      action: 'iam:PassRole',
      resource: role,
      context: { 'iam:PassedToService': 'events.amazonaws.com' },
    }));
}
