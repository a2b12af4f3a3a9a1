// Opens the portal of a deployed office: writes its fixed pages where they are missing.
// Usage: node --import tsx docs/examples/open-portal.ts outputs.json
// `outputs.json` is what `cdk deploy --outputs-file` wrote; AWS credentials come as usual.
import { existsSync, readFileSync } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import { openPortal } from '../../lib/portal/publish.ts';
import { s3PortalSite } from '../../lib/portal/site.s3.ts';

const file = process.argv[2] ?? 'outputs.json';
if (!existsSync(file)) {
  process.stderr.write(`${file} does not exist. cdk deploy --outputs-file writes it.\n`);
  process.exit(1);
}
const stacks: Record<string, Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'));
const outputs: Record<string, string> = Object.assign({}, ...Object.values(stacks));
const output = (name: string): string => {
  const value = outputs[name];
  if (value === undefined) throw new Error(`no output ${name}`);
  return value;
};

await openPortal({
  site: s3PortalSite(new S3Client({}), output('PortalBucket')),
  // Outputs are ASCII; the name is written percent-encoded.
  settings: { baseUrl: output('PortalUrl'), agency: decodeURIComponent(output('AgencyName')) },
  now: new Date(),
});
process.stdout.write(`portal opened at ${output('PortalUrl')}\n`);
