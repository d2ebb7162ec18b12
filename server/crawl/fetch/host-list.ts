import { FetchError } from './fetch-error.js';

/**
 * Hosts by name, each `host` or `host:port`. `.news.example` are the hosts below `news.example`, without itself.
 * Without a port, those of http and https are meant.
 */
export class HostList {
  readonly #hosts: ReadonlySet<string>;
  readonly #parents: readonly URL[];

  /** @throws FetchError `invalid_option` for what is no host */
  constructor(names: readonly string[]) {
    this.#hosts = new Set(names.filter((name) => !name.startsWith('.')).map((name) => parseHost(name).host));
    this.#parents = names.filter((name) => name.startsWith('.')).map((name) => parseHost(name.slice(1)));
  }

  has(url: URL): boolean {
    const isBelow = (parent: URL): boolean => url.port === parent.port && url.hostname.endsWith(`.${parent.hostname}`);
    return this.#hosts.has(url.host) || this.#parents.some(isBelow);
  }
}

/** The host as a `URL` writes it: lower case, Punycode, no default port. */
function parseHost(name: string): URL {
  const url = URL.canParse(`http://${name}`) ? new URL(`http://${name}`) : null;
  if (url === null || /[/\\?#@\s]/.test(name)) throw new FetchError('invalid_option', `"${name}" is not a host`);
  if (url.port === '443') url.port = '';
  return url;
}
