/** Milliseconds after which a page that is awaited shows as awaited. */
const patience = 250;
/** What stays while another page comes. */
const loadingClass = 'loading';

/** Milliseconds after which nobody believes that any more: the reader pressed stop, or what came was no page. */
const despair = 15_000;

/** Whether an address leads to another search or an article; feeds may be saved, or opened by another program. */
function isPage({ origin, pathname, search }: URL): boolean {
  if (origin !== location.origin || (pathname === location.pathname && search === location.search)) return false;
  return pathname === '/' || pathname.startsWith('/articles/');
}

/** The link that was pressed, be it in the shadow tree of the box. */
function linkOf(event: Event): Element | undefined {
  return event.composedPath().find((one): one is Element => one instanceof Element && one.matches('a[href]'));
}

/** Whether a click follows a link to another page of this site, in this window. */
function leadsOn(event: MouseEvent): boolean {
  const { button, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented } = event;
  if (defaultPrevented || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return false;
  const link = linkOf(event);
  if (link === undefined || (link.getAttribute('target') ?? '_self') !== '_self') return false;
  const address = link instanceof SVGAElement ? link.href.baseVal : link.getAttribute('href');
  return isPage(new URL(address ?? '', location.href));
}

/**
 * Shows lines in place of the results where the next page takes long, and takes them away when this one comes back.
 * Returns what tells it of a page that is called for otherwise than by link or form.
 */
export function showLoading(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    clearTimeout(timer);
    document.body.classList.remove(loadingClass);
  };
  const show = (): void => {
    document.body.classList.add(loadingClass);
    timer = setTimeout(end, despair);
  };
  const begin = (): void => {
    clearTimeout(timer);
    timer = setTimeout(show, patience);
  };
  document.addEventListener('click', (event) => leadsOn(event) && begin());
  document.addEventListener('submit', (event) => !event.defaultPrevented && begin());
  document.addEventListener('news-search:submit', (event) => !event.defaultPrevented && begin());
  globalThis.addEventListener('pageshow', end);
  return begin;
}
