import type { Target } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from '@jest/globals';
import { buildTargetInput, checkTargetInput } from '../../../lib/local/eventbridge/target-input.ts';

const event = {
  source: 'vn.ubdt.eoffice',
  detail: { id: 'd1', pages: [1, 2], subject: 'kept "secret"' },
};
const rule = {
  ruleArn: 'arn:aws:events:ap-southeast-1:111122223333:rule/ordinary',
  ruleName: 'ordinary',
  ingestionTime: '2026-03-02T01:00:00Z',
};
const target = (input: Partial<Target>): Target => ({ Id: '1', Arn: 'arn:aws:sqs:x', ...input });

describe('what a target of a rule gets', () => {
  test.each([
    ['nothing of its own', {}, JSON.stringify(event)],
    ['a path to nothing', { InputPath: '$.detail.none' }, 'null'],
    ['a path into an array', { InputPath: '$.detail.pages[1]' }, '2'],
    ['Input', { Input: '{"fixed":true}' }, '{"fixed":true}'],
    ['InputPath', { InputPath: '$.detail.id' }, '"d1"'],
    [
      'an object template',
      {
        InputTransformer: {
          InputPathsMap: { id: '$.detail.id', source: '$.source' },
          InputTemplate: '{"id":<id>,"from":"from <source>","rule":"<aws.events.rule-name>"}',
        },
      },
      '{"id":"d1","from":"from vn.ubdt.eoffice","rule":"ordinary"}',
    ],
    [
      'a template with values that are no texts, or not there',
      {
        InputTransformer: {
          InputPathsMap: { pages: '$.detail.pages', none: '$.detail.none', all: '$.detail' },
          InputTemplate: '{"pages":<pages>,"none":<none>,"text":"<none>","all":"<all>"}',
        },
      },
      JSON.stringify({
        pages: [1, 2],
        none: null,
        text: '',
        all: JSON.stringify({ id: 'd1', pages: [1, 2], subject: 'kept "secret"' }),
      }),
    ],
    [
      'a template of plain text',
      {
        InputTransformer: { InputPathsMap: { id: '$.detail.id' }, InputTemplate: 'document <id>' },
      },
      '"document \\"d1\\""',
    ],
  ] as [string, Partial<Target>, string][])('with %s', (_, input, expected) => {
    checkTargetInput(target(input));
    expect(buildTargetInput(target(input), event, rule)).toBe(expected);
  });

  test.each([
    ['two kinds of input', { Input: '{}', InputPath: '$.detail' }],
    ['an input that is no JSON', { Input: 'text' }],
    ['a path with a filter', { InputPath: '$.detail[?(@.id)]' }],
    ['a path that does not start at the root', { InputPath: 'detail.id' }],
    [
      'a placeholder without a path',
      { InputTransformer: { InputPathsMap: {}, InputTemplate: '{"id":<id>}' } },
    ],
    [
      'a reserved name',
      { InputTransformer: { InputPathsMap: { 'aws.x': '$.id' }, InputTemplate: '{}' } },
    ],
  ])('%s is refused', (_, input) => {
    expect(() => checkTargetInput(target(input))).toThrow(
      expect.objectContaining({ code: 'ValidationException' }),
    );
  });
});
