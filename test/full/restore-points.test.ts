import { describeRestores } from '../support/office/restore-suite.ts';

describeRestores('Wherever an older copy of the tables is put back, many times', 60, 900_000);
