#!/usr/bin/env node
// The SDK's note about Node versions would stand between the lines of every answer.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const { register } = await import('tsx/esm/api');

register();
await import('../lib/cli/main.ts');
