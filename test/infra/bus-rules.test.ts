import { expect, it } from '@jest/globals';
import { gradedTypesOnBus, ungradedTypesOnBus } from '../../lib/events/bus-rules.ts';
import { compileEventPattern } from '../../lib/local/eventbridge/event-pattern.ts';
import { ofType, readTemplates, referredId } from './office-templates.ts';

const { stateless } = await readTemplates();
const rules = ofType(stateless, 'AWS::Events::Rule').map(([, { Properties }]) => ({
  matches: compileEventPattern(JSON.stringify(Properties.EventPattern)),
  target: Properties.Targets[0],
}));

interface Entry {
  readonly source?: string;
  readonly detailType?: string;
  readonly type?: string;
  readonly data?: object;
}

/** Queues that an entry on the bus reaches, once for each rule. */
function queuesOf({ source = 'eoffice', detailType = received, type, data = {} }: Entry) {
  const detail = { id: 'e1', source: 'eoffice', type: type ?? detailType, data };
  return rules
    .filter(({ matches }) => matches({ source, 'detail-type': detailType, detail }))
    .map(({ target }) => (referredId(target.Arn)?.includes('Refuse') ? 'refuse' : 'receive-bus'));
}

const [received = ''] = gradedTypesOnBus;
const [ungraded = ''] = ungradedTypesOnBus;

it.each(['thuong', 'thường', 'Thường', 'THƯỜNG', '0'])(
  'lets a document through that is graded %s',
  (secrecy) => {
    expect(queuesOf({ data: { secrecy } })).toEqual(['receive-bus']);
  },
);

it.each(['mat', 'Mật', 'toi mat', 'TUYỆT MẬT', '1', '', 'thường ', 'Thường/Mật', 0, null])(
  'refuses a document that is graded %p, once',
  (secrecy) => {
    expect(queuesOf({ data: { secrecy } })).toEqual(['refuse']);
  },
);

it('refuses a document without a grade', () => {
  expect(queuesOf({ data: {} })).toEqual(['refuse']);
});

it.each([...gradedTypesOnBus])('asks %s for a grade', (detailType) => {
  expect(queuesOf({ detailType, data: { secrecy: 'Mật' } })).toEqual(['refuse']);
  expect(queuesOf({ detailType, data: { secrecy: 'Thường' } })).toEqual(['receive-bus']);
});

it.each([...ungradedTypesOnBus])('lets %s through without a grade', (detailType) => {
  expect(queuesOf({ detailType })).toEqual(['receive-bus']);
});

it('refuses a document sent under the name of an event without a subject', () => {
  const data = { secrecy: 'Mật' };
  expect(queuesOf({ detailType: ungraded, type: received, data })).toEqual(['refuse']);
  expect(queuesOf({ detailType: received, type: ungraded, data })).toEqual(['refuse']);
});

it('refuses types it does not know', () => {
  expect(queuesOf({ detailType: 'vn.vanthu.document.leaked.v1' })).toEqual(['refuse']);
  expect(queuesOf({ detailType: received.replace('.v1', '.v2') })).toEqual(['refuse']);
});

it('does not hear its own answers', () => {
  expect(queuesOf({ source: 'vanthu', data: { secrecy: 'Thường' } })).toEqual([]);
  expect(queuesOf({ source: 'vanthu', detailType: 'vn.vanthu.document.accepted.v1' })).toEqual([]);
});

it('passes of a refused event its id and source alone', () => {
  const transformers = rules
    .filter(({ target }) => referredId(target.Arn)?.includes('Refuse'))
    .map(({ target }) => target.InputTransformer);
  expect(transformers).toHaveLength(4);
  for (const { InputPathsMap } of transformers)
    expect(Object.values(InputPathsMap).sort()).toEqual(['$.detail.id', '$.detail.source']);
});
