export type Language = 'vi' | 'en';

const LANG_OPTION = /^--lang(?:=(.*))?$/;

/**
 * Vietnamese where the locale is Vietnamese, English otherwise; `--lang` decides over both. It is
 * read before the command line is parsed, since help is written in it.
 */
export const chooseLanguage = (
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): Language => {
  const at = args.findIndex((argument) => LANG_OPTION.test(argument));
  const inline = LANG_OPTION.exec(args[at] ?? '')?.[1];
  const asked = at < 0 ? undefined : (inline ?? args[at + 1]);
  if (asked === 'vi' || asked === 'en') return asked;
  // The order of POSIX: LC_ALL over LC_MESSAGES over LANG; an empty one does not count.
  const locale = variables['LC_ALL'] || variables['LC_MESSAGES'] || variables['LANG'] || '';
  return /^vi(?:[_.@-]|$)/i.test(locale) ? 'vi' : 'en';
};
