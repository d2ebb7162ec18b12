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
  readonly adminStyle: Asset;
  readonly adminScript: Asset;
}

/** Reads the files of the page; done once, at the start. */
export function loadAssets(): Assets {
  return {
    style: asset('page', 'css', read('page.css')),
    icon: asset('icon', 'svg', iconFile),
    script: asset('page', 'js', read('../page-script/page.js')),
    adminStyle: asset('admin', 'css', read('../admin/admin.css')),
    adminScript: asset('admin', 'js', read('../admin/admin.js')),
  };
}

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

function asset(name: string, type: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { href: `/assets/${name}-${hash}.${type}`, type, body };
}
