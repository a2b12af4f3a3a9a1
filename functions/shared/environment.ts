import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1));

/** What every function that commits to the register needs. */
const commitEnvironment = {
  REGISTER_TABLE: name,
  HISTORY_TABLE: name,
  SCREEN_QUEUE_URL: name,
  SIGN_QUEUE_URL: name,
  NOTIFY_QUEUE_URL: name,
  PUBLISH_QUEUE_URL: name,
  ANSWER_QUEUE_URL: name,
  WEBHOOK_QUEUE_URL: name,
} as const;

/** What a door that accepts events needs besides. */
export const doorEnvironment = {
  ...commitEnvironment,
  DIRECTORY_TABLE: name,
  QUARANTINE_BUCKET: name,
  DATA_KEY_ID: name,
} as const;

/** What an effect's function needs besides committing. */
export const effectEnvironment = { ...commitEnvironment, DIRECTORY_TABLE: name } as const;

export { name as resourceName };
