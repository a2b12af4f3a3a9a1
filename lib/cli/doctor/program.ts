import type { Builder } from '../builder.ts';
import type { Messages } from '../messages.en.ts';
import { en } from './messages.en.ts';
import { vi } from './messages.vi.ts';

/** `vanthu doctor`. */
export const addDoctorCommand = (builder: Builder, { language }: Messages): void => {
  const messages = language === 'vi' ? vi : en;
  builder
    .add(builder.program, 'doctor', messages.help.doctor)
    .option('--thorough', messages.help.thorough, false)
    .action(({ thorough }: { readonly thorough: boolean }) =>
      builder.call(async (context) =>
        (await import('./examine-office.ts')).examineOffice(context, messages, thorough),
      ),
    );
};
