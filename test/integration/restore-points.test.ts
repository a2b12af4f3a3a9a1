import { describeRestores } from '../support/office/restore-suite.ts';

describeRestores('Wherever an older copy of the tables is put back', 3, 120_000);
