const CACHE = new Map<string, RegExp>();

/** IAM's wildcards: `*` any run of characters, also of `/` and `:`; `?` exactly one. */
export function matchesPattern(pattern: string, value: string): boolean {
  let expression = CACHE.get(pattern);
  if (!expression) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replace(/\?/g, '.');
    expression = new RegExp(`^${source}$`, 's');
    CACHE.set(pattern, expression);
  }
  return expression.test(value);
}

/**
 * ARNs match segment by segment: a wildcard stays within its segment, but the last segment, the
 * resource, may hold colons (ArnLike, ArnEquals).
 */
export function matchesArn(pattern: string, value: string): boolean {
  const patterns = splitArn(pattern);
  const values = splitArn(value);
  return (
    patterns.length === values.length &&
    patterns.every((segment, index) => matchesPattern(segment, values[index] ?? ''))
  );
}

function splitArn(arn: string): readonly string[] {
  const segments = arn.split(':');
  return segments.length <= 6 ? segments : [...segments.slice(0, 5), segments.slice(5).join(':')];
}
