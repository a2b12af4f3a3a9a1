import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { readTemplates } from './office-templates.ts';

interface Suppressed {
  readonly ruleName: string;
  readonly reason: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

const { assembly } = await readTemplates();
const { pluginReports } = JSON.parse(
  readFileSync(join(assembly, 'validation-report.json'), 'utf8'),
);
const report = pluginReports.find(
  ({ pluginName }: { pluginName: string }) => pluginName === 'AwsSolutions',
);
const suppressed = report.suppressedViolations as readonly Suppressed[];

it('leaves no finding of the AwsSolutions rules open', () => {
  expect(report.conclusion).toBe('success');
  expect(report.violations).toEqual([]);
});

it('acknowledges few rules, each with a reason in a sentence', () => {
  const rules = new Set(suppressed.map(({ ruleName }) => ruleName.replace(/\[.*/, '')));
  expect([...rules].sort()).toEqual(
    ['APIG4', 'CFR1', 'CFR2', 'CFR4', 'IAM5'].map((rule) => `AwsSolutions-${rule}`),
  );
  for (const { reason } of suppressed) expect(reason).toMatch(/^[A-Z].{30,}\.$/);
});

it('acknowledges wildcards only for object keys in policies of their own, and for SMS', () => {
  const paths = suppressed
    .filter(({ ruleName }) => ruleName.startsWith('AwsSolutions-IAM5'))
    .flatMap(({ violatingConstructs }) => violatingConstructs)
    .map(({ constructPath }) => constructPath);
  const others = new Set(paths.filter((path) => !path.endsWith('/ObjectPolicy/Resource')));
  expect([...others]).toEqual(['vanthu-stateless/Notices/SendSms/Policy/Resource']);
});
