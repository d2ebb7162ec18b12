import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { parseArticle, type ArticleInput } from '../../corpus/index.js';
import { appUnderTest, key, settings } from '../server/http-app.js';
import { inChromium, visit } from './chromium.js';

/** Texts that become markup, attributes or scripts wherever somebody forgot to escape them. Each names the probe. */
const payloads = [
  `"'><x-probe onclick="window.probed=1"></x-probe><script>window.probed=1</script>`,
  `<img src=x onerror="window.probed=1" data-probed=x-probe>`,
  `" onfocus="window.probed=1" autofocus data-probed="x-probe`,
  `' onfocus='window.probed=1' autofocus data-probed='x-probe`,
  `</script></style></title></textarea><x-probe></x-probe><svg onload="window.probed=1"/>`,
  `</mark><mark data-probed=x-probe><!-- x-probe --><x-probe>`,
  `javascript:window.probed=1//x-probe`,
  `&lt;x-probe&gt;&#60;x-probe&#62;\\u003cx-probe\\u003e`,
];

/** An article all of whose fields are hostile, so far as articles may hold them. */
function hostileArticle(payload: string, number: number): ArticleInput {
  const text = `云泽探针 ${payload}`;
  return {
    id: `探针${number}${payload}`,
    url: `https://news.example/${payload}?q=${payload}#${payload}`,
    title: text,
    body: `${text}\n${text}`,
    publishedAt: '2024-11-03T09:30:00+08:00',
    source: text,
    author: text,
    section: text,
    tags: [text, payload],
    images: [
      { url: payload, caption: text },
      { url: `https://news.example/${payload}.jpg`, caption: payload },
    ],
  };
}

const articles = payloads.map(hostileArticle);
const enc = encodeURIComponent;

/** Every parameter that a page may be asked with, hostile one by one, and the paths that take one. */
const addresses = [
  '/?q=云泽探针',
  '/?q=云泽探针&sort=newest',
  ...payloads.flatMap((payload) => [
    ...['q', 'section', 'source', 'author', 'tag', 'from', 'to', 'month', 'sort', 'page', 'other'].map(
      (name) => `/?q=云泽探针&${name}=${enc(payload)}`,
    ),
    `/?${enc(payload)}=1`,
    `/?q=${enc(`"${payload}"`)}`,
    `/articles/${enc(payload)}`,
    `/${enc(payload)}`,
  ]),
  ...articles.map(({ id }) => `/articles/${enc(parseArticle({ id, title: '一' }).id)}`),
];

/** What has to be nowhere, through all shadow trees: elements and attributes of the payloads, and that one of them ran. */
const findings = `(() => {
  const roots = [document];
  for (const root of roots) for (const one of root.querySelectorAll('*')) if (one.shadowRoot) roots.push(one.shadowRoot);
  const all = roots.flatMap((root) => [...root.querySelectorAll('*')]);
  const isScript = (one) => one.localName === 'script' && !one.src && one.textContent.includes('probed');
  const isBad = (one) =>
    one.localName === 'x-probe' || one.dataset?.probed !== undefined || isScript(one) ||
    [...one.attributes].some(({ name, value }) => name.startsWith('on') || /^\\s*javascript:/i.test(value) && ['href', 'src', 'action', 'formaction'].includes(name));
  const found = all.filter(isBad).map((one) => one.outerHTML.slice(0, 200));
  return window.probed === undefined ? found : [...found, 'a payload ran'];
})()`;

const shown = `(() => {
  const text = (root) => root.textContent + [...root.querySelectorAll('*')].map((one) => one.shadowRoot ? text(one.shadowRoot) : one.value ?? '').join(' ');
  return text(document.documentElement);
})()`;

describe('hostile texts in Chromium', function () {
  this.timeout(600_000);
  const surroundings = inChromium(async () => {
    const { again } = await appUnderTest(articles);
    return again({ config: { ...settings, demo: true, siteName: `站${payloads[0]}` } });
  });

  /** Looks at a page without the policy that would stop scripts which got in: what is tested is that none does. */
  const look = async (paths: readonly string[], act: (page: Page) => Promise<void> = async () => {}): Promise<void> => {
    const { browser, origin } = surroundings();
    const allowed = ['status of 4', 'Failed to load resource', 'net::'];
    await visit(browser, origin, {
      options: { bypassCSP: true },
      allowed,
      look: async (page) => {
        for (const path of paths) {
          await page.goto(origin + path);
          await act(page);
          assert.deepEqual(await page.evaluate(findings), [], path);
        }
      },
    });
  };
  const assertShown = async (page: Page): Promise<void> =>
    assert.match(await page.evaluate<string>(shown), /探针.*<x-probe/s);

  it('are found where they get in: what looks for them sees each kind', async () => {
    await look(['/'], async (page) => {
      for (const payload of payloads.slice(0, -2)) {
        const markup = payload.startsWith('<') ? payload : `<input value="${payload}"><input value='${payload}'>`;
        await page.evaluate(
          `document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(`<p id=in>${markup}</p>`)})`,
        );
        assert.notDeepEqual(await page.evaluate(findings), [], payload);
        await page.reload();
      }
    });
  });

  it('are text on every page, whatever field or parameter brings them', async () => {
    let withText = 0;
    await look(addresses, async (page) => {
      if ((await page.evaluate<string>(shown)).includes('x-probe')) withText++;
    });
    assert.ok(withText > addresses.length / 2, String(withText));
  });

  it('are text in the box, its list and its recent searches', async () => {
    await look(['/demo'], async (page) => {
      const box = page.locator('news-search [role=combobox]');
      await box.fill('云泽探针');
      await page.locator('news-search .hit').first().waitFor();
      await assertShown(page);
      for (const payload of payloads) {
        await box.fill(payload);
        await page.waitForTimeout(300);
        assert.deepEqual(await page.evaluate(findings), [], payload);
        await box.press('Enter');
        await page.waitForURL('**q=*');
        assert.deepEqual(await page.evaluate(findings), [], payload);
        await page.goto(`${surroundings().origin}/demo`);
        await box.focus();
        await page.locator('news-search [role=option]').first().waitFor();
        assert.deepEqual(await page.evaluate(findings), [], payload);
      }
    });
  });

  it("are text in InstantSearch's widgets", async () => {
    await look(['/demo/instantsearch'], async (page) => {
      for (const text of ['云泽探针', ...payloads]) {
        await page.locator('#searchbox input').fill(text);
        await page.waitForTimeout(400);
        assert.deepEqual(await page.evaluate(findings), [], text);
        if (text === '云泽探针') await assertShown(page);
      }
    });
  });

  it("are text on the owner's page", async () => {
    const { origin } = surroundings();
    for (const payload of payloads) await fetch(`${origin}/api/search?q=${enc(payload)}`);
    await look(['/admin'], async (page) => {
      await page.locator('input[type=password]').fill(key);
      await page.locator('main > form button').click();
      await page.locator('.figures').waitFor();
      await page.getByText('x-probe').first().waitFor();
    });
  });
});
