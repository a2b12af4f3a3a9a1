import { describe, expect, it } from '@jest/globals';
import { chooseLanguage } from '../../../lib/cli/language.ts';

describe('the language of the command', () => {
  it.each([
    ['vi_VN.UTF-8', 'vi'],
    ['vi', 'vi'],
    ['en_US.UTF-8', 'en'],
    ['C.UTF-8', 'en'],
    // Virgin Islands English and Vietnamese share two letters only by chance.
    ['vie_XX', 'en'],
  ])('follows a locale of %s', (locale, language) => {
    expect(chooseLanguage(['doctor'], { LANG: locale })).toBe(language);
  });

  it('lets LC_ALL stand over LC_MESSAGES and LANG, and an empty one not count', () => {
    expect(chooseLanguage([], { LC_ALL: 'en_US', LANG: 'vi_VN' })).toBe('en');
    expect(chooseLanguage([], { LC_ALL: '', LC_MESSAGES: 'vi_VN', LANG: 'en_US' })).toBe('vi');
  });

  it('obeys --lang before the locale, wherever it stands', () => {
    expect(chooseLanguage(['status', 'x', '--lang', 'vi'], { LANG: 'en_US' })).toBe('vi');
    expect(chooseLanguage(['--lang=en', 'status', 'x'], { LANG: 'vi_VN' })).toBe('en');
  });

  it('leaves a wrong --lang to the parser and speaks by the locale', () => {
    expect(chooseLanguage(['--lang', 'fr'], { LANG: 'vi_VN' })).toBe('vi');
  });
});
