import { drawCharts } from './charts.js';
import { element } from './dom.js';
import { overview, sources, storage } from './overview.js';
import { missedQueries, popularQueries } from './queries.js';
import { Service, ServiceTrouble } from './service.js';
import { texts } from './texts.js';
import { wordLists } from './word-lists.js';

/** Where the key is kept, until the window is closed. */
const storageKey = 'xunwen-admin-key';
/** Milliseconds between two looks at the figures, and at the history. */
const [look, historyLook] = [10_000, 60_000];

function part(id: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`#${id}`);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

const form = document.querySelector('form');
const field = document.querySelector('input');
const [board, status, leave] = [part('board'), part('status'), part('leave')];

/** What an owner sees, from when they have come in until they leave. */
class Board {
  readonly #service: Service;
  readonly #top: HTMLElement = element('div', {});
  readonly #charts: HTMLElement = element('div', { class: 'charts' });
  readonly #popular: HTMLElement = element('div', {});
  readonly #missed: HTMLElement = element('div', {});
  readonly #rest: HTMLElement = element('div', {});
  #hours = 24;
  #timers: number[] = [];

  constructor(service: Service) {
    this.#service = service;
  }

  /** @throws ServiceTrouble where the service does not answer */
  async open(): Promise<void> {
    const [history] = await Promise.all([this.#service.history(this.#hours), this.#showStats()]);
    const queries = element('div', { class: 'two' }, this.#missed, this.#popular);
    const words = element('div', { class: 'three' }, ...wordLists(this.#service));
    board.replaceChildren(this.#top, this.#ranges(), this.#charts, queries, words, this.#rest);
    // Whoever sees it may load it again: nothing is waited for from here until the key is kept.
    board.hidden = leave.hidden = false;
    drawCharts(this.#charts, history);
    const again = (task: () => Promise<void>, every: number): number =>
      window.setInterval(() => document.hidden || void this.#try(task), every);
    this.#timers = [again(() => this.#showStats(), look), again(() => this.#showHistory(), historyLook)];
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    board.replaceChildren();
    board.hidden = leave.hidden = true;
  }

  async #showStats(): Promise<void> {
    const [stats, hour] = await Promise.all([this.#service.stats(), this.#service.history(1)]);
    this.#top.replaceChildren(overview(stats, hour));
    this.#popular.replaceChildren(popularQueries(stats));
    // Nothing is taken away under the hands of who writes there.
    if (this.#missed.querySelector('form') === null) this.#missed.replaceChildren(missedQueries(stats, this.#service));
    this.#rest.replaceChildren(sources(stats), storage(stats));
  }

  async #showHistory(): Promise<void> {
    drawCharts(this.#charts, await this.#service.history(this.#hours));
  }

  #ranges(): HTMLElement {
    const buttons = texts.ranges.map(([hours, label]) => {
      const choose = (event: Event): void => {
        this.#hours = hours;
        for (const one of buttons) one.setAttribute('aria-pressed', String(one === event.currentTarget));
        void this.#try(() => this.#showHistory());
      };
      return element(
        'button',
        { type: 'button', 'aria-pressed': String(hours === this.#hours), onclick: choose },
        label,
      );
    });
    return element('div', { class: 'ranges', role: 'group', 'aria-label': texts.range }, ...buttons);
  }

  async #try(task: () => Promise<void>): Promise<void> {
    try {
      await task();
      status.textContent = '';
    } catch (error) {
      tell(error);
    }
  }
}

function tell(error: unknown): void {
  if (!(error instanceof ServiceTrouble)) throw error;
  if (error.kind === 'refused') end();
  status.textContent = error.kind === 'invalid' ? error.message : texts[error.kind];
}

let opened: Board | null = null;

async function begin(key: string): Promise<void> {
  const next = new Board(new Service(key));
  try {
    await next.open();
    opened = next;
    sessionStorage.setItem(storageKey, key);
    status.textContent = '';
    if (form !== null) form.hidden = true;
  } catch (error) {
    next.close();
    tell(error);
  }
}

function end(): void {
  opened?.close();
  opened = null;
  sessionStorage.removeItem(storageKey);
  if (form !== null) form.hidden = false;
  field?.focus();
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  void begin(field?.value.trim() ?? '');
  if (field !== null) field.value = '';
});
leave.addEventListener('click', end);
const kept = sessionStorage.getItem(storageKey);
if (kept === null) field?.focus();
else void begin(kept);
