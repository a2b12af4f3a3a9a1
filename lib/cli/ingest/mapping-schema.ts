import { mappingSchema } from '../../intake/read-mapping.ts';

/** docs/mapping.v1.schema.json, written by `npm run schemas`. */
export const mappingSchemaText = (): string => `${JSON.stringify(mappingSchema(), null, 2)}\n`;
