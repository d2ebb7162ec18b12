import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { iconFile } from './icon.js';

/** A file the page needs; its address holds a hash of its content, so it never changes. */
export interface Asset {
  readonly href: string;
  readonly type: string;
  readonly body: string;
}

/** The files of the page. */
export interface Assets {
  readonly style: Asset;
  readonly icon: Asset;
  readonly script: Asset;
}

/** Reads the files of the page; done once, at the start. */
export function loadAssets(): Assets {
  const style = readFileSync(new URL('page.css', import.meta.url), 'utf8');
  const script = readFileSync(new URL('../page-script/page.js', import.meta.url), 'utf8');
  return {
    style: asset('page', 'css', style),
    icon: asset('icon', 'svg', iconFile),
    script: asset('page', 'js', script),
  };
}

function asset(name: string, type: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { href: `/assets/${name}-${hash}.${type}`, type, body };
}
