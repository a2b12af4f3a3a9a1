import { describeRestores } from '../support/office/restore-suite.ts';

describeRestores('Wherever an older copy of the tables is put back, many times', 40, 1_200_000);
