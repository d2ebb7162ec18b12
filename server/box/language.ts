/** Of a page that does not say. */
export const standardLanguage = 'zh-CN';

/**
 * A tag as `Intl` takes it (BCP 47): `zh_CN`, which servers like to write, is `zh-CN`; what is no tag is `standardLanguage`.
 */
export function languageTag(text: string): string {
  try {
    return Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'))[0] ?? standardLanguage;
  } catch {
    return standardLanguage;
  }
}
