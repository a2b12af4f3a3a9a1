import type * as Whole from 'oidc-provider';
// The package's own front door warns of every Node older than 22, although its parts run on the
// versions this project supports; the tests run them.
// @ts-expect-error The types describe the front door only.
import * as failures from 'oidc-provider/lib/helpers/errors.js';
// @ts-expect-error The types describe the front door only.
import { Provider as LoadedProvider } from 'oidc-provider/lib/provider.js';

export const Provider: typeof Whole.Provider = LoadedProvider;
export const errors: typeof Whole.errors = failures;
