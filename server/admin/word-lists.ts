import { element, section } from './dom.js';
import { toldOf, type Rule, type Service } from './service.js';
import { texts } from './texts.js';

/** An entry of a list: how it is shown, and how it goes. */
interface Entry {
  readonly shown: string;
  /** `null`: it is not ours to remove. */
  readonly remove: (() => Promise<unknown>) | null;
}

interface List {
  readonly heading: string;
  readonly help: string;
  readonly example: string;
  readonly read: () => Promise<readonly Entry[]>;
  readonly add: (text: string) => Promise<unknown>;
}

function shownRule({ words, to }: Rule): string {
  return to === null ? words.join('、') : `${words.join('、')} ${texts.oneWay} ${to.join('、')}`;
}

/** `甲, 乙` or `甲 → 乙`, with any comma and arrow. */
function ruleIn(text: string): Rule {
  const [words = [], to = null] = text
    .split(/=>|→|->/)
    .map((side) => side.split(/[\s,，、]+/).filter((one) => one !== ''));
  return { words, to };
}

function lists(service: Service): List[] {
  return [
    {
      heading: texts.synonyms,
      help: texts.synonymsHelp,
      example: texts.synonymsExample,
      read: async () =>
        (await service.rules()).map((rule) => ({
          shown: shownRule(rule),
          // A rule is gone when its words are; one of two is as good as both.
          remove: () =>
            Promise.all(
              rule.words.slice(0, Math.max(1, rule.words.length - 1)).map((word) => service.removeFromRules(word)),
            ),
        })),
      add: (text) => service.addRule(ruleIn(text)),
    },
    {
      heading: texts.dictionary,
      help: texts.dictionaryHelp,
      example: texts.dictionaryExample,
      read: async () =>
        (await service.words()).map(({ word, source }) => ({
          shown: word,
          remove: source === 'own' ? () => service.removeWord(word) : null,
        })),
      add: (text) => service.addWord(text.trim()),
    },
    {
      heading: texts.blocked,
      help: texts.blockedHelp,
      example: texts.blockedExample,
      read: async () => (await service.blocked()).map((word) => ({ shown: word, remove: () => service.unblock(word) })),
      add: (text) => service.block(text.trim()),
    },
  ];
}

function shownList({ heading, help, example, read, add }: List): HTMLElement {
  const items = element('ul', { class: 'words' });
  const problem = element('p', { class: 'problem', role: 'alert' });
  const field = element('input', { 'aria-label': heading, placeholder: example, required: true, autocomplete: 'off' });
  const form = element('form', { class: 'add' }, field, element('button', { type: 'submit' }, texts.add));
  const run = (task: () => Promise<unknown>): void => {
    problem.textContent = '';
    task()
      .then(show)
      .catch((error: unknown) => (problem.textContent = toldOf(error)));
  };
  const itemOf = ({ shown, remove }: Entry): HTMLElement => {
    const go = { type: 'button', 'aria-label': texts.remove(shown), onclick: () => remove !== null && run(remove) };
    return element('li', {}, shown, remove === null ? null : element('button', go, '×'));
  };
  const show = async (): Promise<void> => {
    const entries = await read();
    items.replaceChildren(...entries.map(itemOf));
    if (entries.length === 0) items.append(element('li', { class: 'none' }, texts.none));
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run(async () => {
      await add(field.value);
      field.value = '';
    });
  });
  run(() => Promise.resolve());
  return section(heading, element('p', {}, help), form, problem, items);
}

/** The synonyms, the dictionary and the blocked words, to be changed. */
export function wordLists(service: Service): HTMLElement[] {
  return lists(service).map(shownList);
}
