import { FetchError } from './fetch-error.js';

/** Letters of a web address; longer ones are nobody's articles. */
const longest = 8192;

/**
 * A web address as it may be asked for, without its fragment.
 * @throws FetchError `refused` where it is none, or has a password in it
 */
export function parseAddress(text: string, base?: URL): URL {
  const parsed = text.length <= longest && URL.canParse(text, base?.href) ? new URL(text, base?.href) : null;
  if (parsed === null) throw new FetchError('refused', 'not a web address');
  if (!/^https?:$/.test(parsed.protocol))
    throw new FetchError('refused', `${parsed.protocol} is neither http nor https`);
  if (parsed.username !== '' || parsed.password !== '') {
    throw new FetchError('refused', 'web addresses with a name or password in them are not asked for');
  }
  parsed.hash = '';
  return parsed;
}
