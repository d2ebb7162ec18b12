import type { CountedQuery, Stats } from './answers.js';
import { element, field, row, section, table } from './dom.js';
import { dayOf, number } from './format.js';
import { toldOf, type Service } from './service.js';
import { texts } from './texts.js';

/** Words as an owner writes them: between commas of any kind, or spaces. */
function wordsIn(text: string): string[] {
  return text.split(/[\s,，、;；]+/).filter((word) => word !== '');
}

function searchLink(query: string): HTMLElement {
  return element('a', { href: `/?q=${encodeURIComponent(query)}`, target: '_blank', rel: 'noopener' }, query);
}

/** The popular queries. */
export function popularQueries({ popular }: Stats): HTMLElement {
  const rows = popular.map(({ query, typed, day }) => row(searchLink(query), number(typed), dayOf(day)));
  return section(texts.popular, table([texts.query, texts.times, texts.lastDay], rows, texts.noPopular));
}

/** A form that mends a missed query, then says how much it finds. */
function mendingForm(
  service: Service,
  query: string,
  fields: readonly HTMLElement[],
  save: () => Promise<unknown>,
): HTMLFormElement {
  const outcome = element('output', {});
  const form = element(
    'form',
    { class: 'mend' },
    ...fields,
    element('button', { type: 'submit' }, texts.save),
    outcome,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    save()
      .then(() => service.total(query))
      .then((total) => (outcome.textContent = texts.nowFinds(total)))
      .catch((error: unknown) => (outcome.textContent = toldOf(error)));
  });
  return form;
}

function input(value: string): HTMLInputElement {
  return element('input', { value, required: true, autocomplete: 'off', maxlength: '200' });
}

function synonymForm(service: Service, query: string): HTMLFormElement {
  const [from, to] = [input(query.replace(/\s+/g, '')), input('')];
  const fields = [field(texts.synonymOf, from), field(texts.alsoFind, to)];
  return mendingForm(service, query, fields, () =>
    service.addRule({ words: wordsIn(from.value), to: wordsIn(to.value) }),
  );
}

function wordForm(service: Service, query: string): HTMLFormElement {
  const word = input(query.replace(/\s+/g, ''));
  return mendingForm(service, query, [field(texts.word, word)], () => service.addWord(word.value.trim()));
}

function missedRow(service: Service, { query, typed, day }: CountedQuery): HTMLTableRowElement {
  const place = element('div', {});
  const open = (form: (service: Service, query: string) => HTMLFormElement): void => {
    const made = form(service, query);
    place.replaceChildren(made);
    const inputs = made.querySelectorAll('input');
    inputs[inputs.length - 1]?.focus();
  };
  const button = (label: string, form: (service: Service, query: string) => HTMLFormElement): HTMLElement =>
    element('button', { type: 'button', 'aria-label': `${label}：${query}`, onclick: () => open(form) }, label);
  const actions = element(
    'div',
    { class: 'actions' },
    button(texts.addSynonym, synonymForm),
    button(texts.addWord, wordForm),
  );
  return row(searchLink(query), number(typed), dayOf(day), element('div', {}, actions, place));
}

/** The queries that found nothing, each with what may mend it. */
export function missedQueries({ missed }: Stats, service: Service): HTMLElement {
  const rows = missed.map((one) => missedRow(service, one));
  const heads = [texts.query, texts.times, texts.lastDay, texts.actions];
  return section(texts.missedQueries, element('p', {}, texts.missedHelp), table(heads, rows, texts.noMissed));
}
