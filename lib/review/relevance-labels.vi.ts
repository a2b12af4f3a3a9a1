/** How a reason reads on the officer's list. */
export const relevanceLabels = {
  phrase: (phrase: string) => `trích yếu có cụm từ “${phrase}”`,
  field: (phrase: string) => `lĩnh vực có cụm từ “${phrase}”`,
  issuer: (body: string) => `cơ quan ban hành: ${body}`,
  body: (body: string) => `trích yếu nhắc đến ${body}`,
  group: (name: string) => `trích yếu nhắc đến dân tộc ${name}`,
} as const;
