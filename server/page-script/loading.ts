/** Milliseconds after which a page that is awaited shows as awaited. */
const patience = 250;
/** What stays while another page comes. */
const loadingClass = 'loading';

/** Whether a click follows a link to another page of this site, in this window. */
function leadsOn(event: MouseEvent): boolean {
  const { target, button, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented } = event;
  if (defaultPrevented || button !== 0 || ctrlKey || metaKey || shiftKey || altKey || !(target instanceof Element))
    return false;
  const link = target.closest('a[href]');
  if (link === null || (link.getAttribute('target') ?? '_self') !== '_self') return false;
  const address = link instanceof SVGAElement ? link.href.baseVal : link.getAttribute('href');
  const url = new URL(address ?? '', location.href);
  return url.origin === location.origin && (url.pathname !== location.pathname || url.search !== location.search);
}

/**
 * Shows lines in place of the results where the next page takes long, and takes them away when this one comes back.
 * Returns what tells it of a page that is called for otherwise than by link or form.
 */
export function showLoading(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.add(loadingClass), patience);
  };
  document.addEventListener('click', (event) => leadsOn(event) && begin());
  document.addEventListener('submit', (event) => !event.defaultPrevented && begin());
  document.addEventListener('news-search:submit', begin);
  globalThis.addEventListener('pageshow', () => {
    clearTimeout(timer);
    document.body.classList.remove(loadingClass);
  });
  return begin;
}
