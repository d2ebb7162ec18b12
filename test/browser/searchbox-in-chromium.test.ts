import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { appUnderTest, settings } from '../server/http-app.js';
import { assertAccessible, desk, inChromium, phone, sampleNews, serve, visit, type LocalServer } from './chromium.js';

/** A title that would be markup where somebody forgot to escape it. */
const hostile = { title: '蛊惑<img src=x onerror="document.title=1">标题', body: '蛊惑之文。<script>1</script>' };

const box = (page: Page): Locator => page.locator('news-search [role=combobox]');
const options = (page: Page): Locator => page.locator('news-search [role=option]');
const active = (page: Page): Locator => page.locator('news-search [aria-selected=true]');
const isOpen = (page: Page): Promise<boolean> => page.locator('news-search .popup').isVisible();
const focusedPart = (page: Page): Promise<string> =>
  page.evaluate<string>("document.activeElement.shadowRoot?.activeElement?.part.value ?? ''");
const address = (page: Page): string => decodeURIComponent(page.url());

/** Waits until the list is about all that was typed: one about its beginning may be there before. */
const listOf = (page: Page, text: string): Promise<void> =>
  page.locator(`news-search .search[href$="${encodeURIComponent(text)}"]`).waitFor();

/** Types and waits for the list. */
async function type(page: Page, text: string): Promise<void> {
  await box(page).focus();
  await page.keyboard.type(text, { delay: 20 });
  await listOf(page, text);
}

/** Sends the box a key as a browser would, and tells whether it kept the browser from doing what the key is for. */
function press(page: Page, key: Readonly<Record<string, string | number | boolean>>): Promise<boolean> {
  const init = JSON.stringify({ ...key, bubbles: true, cancelable: true, composed: true });
  return page.evaluate<boolean>(
    `!document.querySelector('news-search').shadowRoot.querySelector('input').dispatchEvent(new KeyboardEvent('keydown', ${init}))`,
  );
}

describe('the search box in Chromium', function () {
  this.timeout(120_000);
  const surroundings = inChromium(async () => (await appUnderTest([...(await sampleNews()), hostile])).app);

  const onDemo = (
    look: (page: Page) => Promise<void>,
    more: Partial<Parameters<typeof visit>[2]> = {},
  ): Promise<void> => visit(surroundings().browser, `${surroundings().origin}/demo`, { look, ...more });

  describe('with a keyboard alone', () => {
    it('is entered by /, shows news while one types, and leads to what the arrows chose', async () => {
      await onDemo(async (page) => {
        await page.keyboard.press('/');
        await page.keyboard.type('大桥', { delay: 20 });
        await listOf(page, '大桥');
        assert.equal(await box(page).inputValue(), '大桥');
        assert.equal(await box(page).getAttribute('aria-expanded'), 'true');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowDown');
        assert.equal(await active(page).count(), 1);
        assert.equal(await box(page).getAttribute('aria-activedescendant'), await active(page).getAttribute('id'));
        const href = await active(page).getAttribute('href');
        await page.route(String(href), (route) => route.fulfill({ body: 'the article' }));
        await page.keyboard.press('Enter');
        await page.waitForURL(String(href));
      });
    });

    it('searches for what was typed with Enter where nothing is chosen', async () => {
      await onDemo(async (page) => {
        await page.keyboard.press('Control+k');
        await page.keyboard.type('大桥 通车');
        await page.keyboard.press('Enter');
        await page.waitForURL('**/?q=*');
        assert.match(address(page), /\?q=大桥 通车$/);
      });
    });

    it('goes around: before the first option stands what was typed, then the last', async () => {
      await onDemo(async (page) => {
        await type(page, '大桥');
        await page.keyboard.press('ArrowUp');
        assert.match(await active(page).innerText(), /查看全部/);
        await page.keyboard.press('ArrowDown');
        assert.equal(await active(page).count(), 0);
        assert.equal(await box(page).getAttribute('aria-activedescendant'), null);
      });
    });

    it('closes with Escape, opens again with an arrow, and is emptied by Escape when closed', async () => {
      await onDemo(async (page) => {
        await type(page, '大桥');
        await page.keyboard.press('Escape');
        assert.equal(await isOpen(page), false);
        assert.equal(await box(page).inputValue(), '大桥');
        await page.keyboard.press('ArrowDown');
        assert.equal(await isOpen(page), true);
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        assert.equal(await box(page).inputValue(), '');
      });
    });

    it('leaves / to whoever types elsewhere, in a closed shadow tree, too', async () => {
      await onDemo(async (page) => {
        await page.evaluate(`{
          const other = document.createElement('other-editor');
          const input = document.createElement('input');
          other.attachShadow({ mode: 'closed' }).append(input);
          document.body.append(document.createElement('textarea'), other);
          globalThis.otherInput = input;
        }`);
        await page.locator('textarea').focus();
        await page.keyboard.type('1/2');
        assert.equal(await page.locator('textarea').inputValue(), '1/2');
        await page.evaluate('otherInput.focus()');
        await page.keyboard.type('3/4');
        assert.equal(await page.evaluate('otherInput.value'), '3/4');
      });
    });

    it('closes when the focus goes on, to its own button, and from there out of the box', async () => {
      await onDemo(async (page) => {
        await type(page, '大桥');
        await page.keyboard.press('Tab');
        assert.equal(await isOpen(page), false);
        assert.equal(await focusedPart(page), 'submit');
        await page.keyboard.press('Tab');
        assert.equal(await page.evaluate("document.activeElement.localName === 'news-search'"), false);
      });
    });

    it('waits for no list any more at Escape, and keeps what was typed', async () => {
      await onDemo(async (page) => {
        await page.route('**/api/suggest*', () => undefined);
        await box(page).focus();
        await page.keyboard.type('大桥');
        await page.keyboard.press('Escape');
        assert.equal(await box(page).inputValue(), '大桥');
        await page.keyboard.press('Escape');
        assert.equal(await box(page).inputValue(), '');
      });
    });

    it('searches for what was typed where the mouse only rests on the list', async () => {
      await onDemo(async (page) => {
        await type(page, '大桥');
        await options(page).nth(2).hover();
        assert.equal(await active(page).count(), 0);
        await page.keyboard.press('Enter');
        await page.waitForURL('**/?q=*');
        assert.match(address(page), /\?q=大桥$/);
      });
    });

    it('searches for a text that is cut within a character', async () => {
      await onDemo(async (page) => {
        await box(page).fill(`${'大'.repeat(255)}𠮷`);
        await page.keyboard.press('Enter');
        await page.waitForURL('**/?q=*');
        assert.ok(address(page).endsWith(`?q=${'大'.repeat(255)}`));
      });
    });
  });

  describe('with an input method', () => {
    /** Has Chromium compose as an input method would. */
    const composing = async (page: Page) => {
      const session = await page.context().newCDPSession(page);
      const set = (text: string): Promise<unknown> =>
        session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      const commit = (text: string): Promise<unknown> => session.send('Input.insertText', { text });
      return { set, commit };
    };
    const requests = (page: Page): string[] => {
      const asked: string[] = [];
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.pathname === '/api/suggest') asked.push(url.searchParams.get('q') ?? '');
      });
      return asked;
    };

    it('searches for the letters only when they stand still, and at once for what is chosen', async () => {
      await onDemo(async (page) => {
        const asked = requests(page);
        const { set, commit } = await composing(page);
        await box(page).focus();
        for (const text of ['d', "da'q", "da'qi", "da'qiao"]) await set(text);
        await page.waitForTimeout(100);
        assert.deepEqual(asked, []);
        await page.waitForTimeout(500);
        assert.deepEqual(asked, ['daqiao']);
        await commit('大桥');
        await page.waitForTimeout(300);
        assert.deepEqual(asked, ['daqiao', '大桥']);
        assert.equal(await box(page).inputValue(), '大桥');
      });
    });

    it('leaves Enter, the arrows and Escape to it while it composes', async () => {
      await onDemo(async (page) => {
        const { set } = await composing(page);
        await type(page, '大桥');
        await set('tong');
        for (const key of ['ArrowDown', 'Enter', 'Escape']) await press(page, { key, isComposing: true, keyCode: 229 });
        assert.equal(await isOpen(page), true);
        assert.equal(await active(page).count(), 0);
        assert.ok(page.url().endsWith('/demo'));
        await press(page, { key: 'ArrowDown', isComposing: false, keyCode: 40 });
        assert.equal(await active(page).count(), 1);
      });
    });

    it('goes on after it was taken out of the page while a composition ran', async () => {
      await onDemo(async (page) => {
        const asked = requests(page);
        const { set } = await composing(page);
        await box(page).focus();
        await set('da');
        await page.evaluate(`{
          const box = document.querySelector('news-search');
          const place = box.parentElement;
          box.remove();
          box.value = '';
          place.append(box);
        }`);
        await type(page, '大桥');
        assert.equal(asked.at(-1), '大桥');
        assert.equal(await box(page).inputValue(), '大桥');
      });
    });

    it('forgets a composition that a script cuts short', async () => {
      await onDemo(async (page) => {
        const { set } = await composing(page);
        await box(page).focus();
        await set('new york');
        await page.evaluate("document.querySelector('news-search').value = ''");
        await page.keyboard.type('new york', { delay: 20 });
        await page.keyboard.press('Enter');
        await page.waitForURL('**/?q=*');
        assert.match(address(page), /\?q=new york$/);
      });
    });

    it('shows nothing any more when the focus goes on while a composition runs', async () => {
      await onDemo(async (page) => {
        const { set } = await composing(page);
        await box(page).focus();
        await set('daqiao');
        await page.evaluate('document.querySelector("news-search").shadowRoot.activeElement.blur()');
        await page.waitForTimeout(500);
        assert.equal(await isOpen(page), false);
      });
    });

    it('does nothing at the Enter that Safari tells of after the composition', async () => {
      await onDemo(async (page) => {
        await type(page, '大桥');
        const prevented = await press(page, { key: 'Enter', keyCode: 229 });
        assert.equal(prevented, true);
        assert.ok(page.url().endsWith('/demo'));
      });
    });
  });

  describe('on a phone', () => {
    const onPhone = { viewport: phone, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

    it('is as wide as there is room, with places to tap of 44 pixels, and a tap leads on', async () => {
      await onDemo(
        async (page) => {
          await page.tap('news-search');
          await type(page, '云泽');
          for (const option of await options(page).all()) {
            const place = await option.boundingBox();
            assert.ok(place !== null && place.height >= 44 && place.x >= 0 && place.x + place.width <= phone.width);
          }
          await options(page).first().tap();
          await page.waitForURL('**/?q=*');
        },
        { options: onPhone },
      );
    });
  });

  it('fits a page that is enlarged to 200 %', async () => {
    const viewport = { width: desk.width / 2, height: desk.height / 2 };
    await onDemo(
      async (page) => {
        await type(page, '云泽');
        const popup = await page.locator('news-search .popup').boundingBox();
        assert.ok(popup !== null && popup.x >= 0 && popup.x + popup.width <= viewport.width);
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        assert.ok(width <= viewport.width, String(width));
      },
      { options: { viewport, deviceScaleFactor: 2 } },
    );
  });

  it('goes on with what was begun in the form before the script had come', async () => {
    await onDemo(async (page) => {
      await page.route('**/late', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><meta charset="utf-8"><title>慢</title><news-search value="大桥"><form><input name="q" aria-label="搜"></form></news-search>',
        }),
      );
      await page.goto(`${surroundings().origin}/late`);
      await page.locator('input').fill('揽月大桥');
      await page.evaluate('document.querySelector("input").setSelectionRange(2, 4)');
      await page.addScriptTag({ url: '/searchbox.js', type: 'module' });
      await page.locator('news-search .hit').first().waitFor();
      assert.equal(await page.evaluate('document.querySelector("news-search").value'), '揽月大桥');
      await page.keyboard.type('高架');
      assert.equal(await page.evaluate('document.querySelector("news-search").value'), '揽月高架');
    });
  });

  it('is a plain form without JavaScript', async () => {
    await onDemo(
      async (page) => {
        await page.locator('news-search form input').fill('大桥');
        await page.keyboard.press('Enter');
        await page.waitForURL('**/?q=*');
        assert.match(address(page), /\?q=大桥$/);
      },
      { options: { javaScriptEnabled: false } },
    );
  });

  it('keeps what was searched for, and lets it be removed by key and by cross', async () => {
    await onDemo(async (page) => {
      for (const query of ['大桥', '云泽', '台风']) {
        await box(page).fill(query);
        await page.keyboard.press('Enter');
        await page.waitForURL('**/?q=*');
        await page.goto(`${surroundings().origin}/demo`);
      }
      await page.keyboard.press('/');
      const texts = (): Promise<string[]> => page.locator('news-search .recent .text').allInnerTexts();
      assert.deepEqual(await texts(), ['台风', '云泽', '大桥']);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Delete');
      assert.deepEqual(await texts(), ['云泽', '大桥']);
      await page.locator('news-search .remove').first().click();
      assert.deepEqual(await texts(), ['大桥']);
      await page.locator('news-search .clear-recent').click();
      assert.equal(await isOpen(page), false);
    });
  });

  describe('when something goes wrong', () => {
    const allowed = ['Failed to load resource', 'cannot be reached', 'ERR_INTERNET_DISCONNECTED'];

    it('says that it is offline, and goes on by itself when that has passed', async () => {
      await onDemo(
        async (page) => {
          await page.context().setOffline(true);
          await type(page, '大桥');
          assert.match(await page.locator('news-search .note').innerText(), /网络已断开/);
          await page.context().setOffline(false);
          await page.locator('news-search .hit').first().waitFor();
          assert.ok(!(await page.locator('news-search .note').isVisible()));
        },
        { allowed },
      );
    });

    it('finds a service that was down and is back', async () => {
      const { app } = await appUnderTest(await sampleNews());
      const first = await serve(app);
      const open: LocalServer[] = [];
      await visit(surroundings().browser, `${first.origin}/demo`, {
        look: async (page) => {
          await type(page, '大桥');
          first.close();
          await page.keyboard.type('通');
          await page.locator('news-search .retry').waitFor();
          assert.match(await page.locator('news-search .note').innerText(), /连不上搜索服务/);
          open.push(await serve(app, Number(new URL(first.origin).port)));
          await page.keyboard.type('车');
          await page.locator('news-search .hit').first().waitFor();
        },
        allowed: [...allowed, 'ERR_CONNECTION'],
      });
      for (const server of open) server.close();
    });

    it('lets its reader try again, and search nevertheless', async () => {
      await onDemo(
        async (page) => {
          await page.route('**/api/suggest*', (route) => route.fulfill({ status: 503 }));
          await type(page, '大桥');
          assert.match(await page.locator('news-search .note').innerText(), /正忙/);
          await page.unroute('**/api/suggest*');
          await page.locator('news-search .retry').click();
          await page.locator('news-search .hit').first().waitFor();
          await page.keyboard.press('Enter');
          await page.waitForURL('**/?q=*');
        },
        { allowed: ['Failed to load resource', 'answered 503'] },
      );
    });

    it('shows the answer to what was typed last, whichever comes last', async () => {
      await onDemo(async (page) => {
        await page.route('**/api/suggest*', async (route) => {
          const isEarlier = new URL(route.request().url()).searchParams.get('q') === '大';
          if (isEarlier) await page.waitForTimeout(600);
          await route.continue().catch(() => undefined);
        });
        await box(page).focus();
        await page.keyboard.type('大');
        await page.waitForTimeout(150);
        await page.keyboard.type('桥');
        await page.waitForTimeout(900);
        const total = await page.locator('news-search .search').last().innerText();
        const { body } = await page.request
          .get(`${surroundings().origin}/api/search?q=大桥&size=1`)
          .then(async (answer) => ({
            body: await answer.json(),
          }));
        assert.equal(total, `查看全部 ${body.total} 条结果`);
      });
    });

    it('says that it waits where that takes long', async () => {
      await onDemo(async (page) => {
        await page.route('**/api/suggest*', async (route) => {
          await page.waitForTimeout(900);
          await route.continue().catch(() => undefined);
        });
        await box(page).focus();
        await page.keyboard.type('大桥');
        await page.locator('news-search form[aria-busy=true]').waitFor();
        assert.match(await page.locator('news-search .note').innerText(), /正在搜索/);
        await page.locator('news-search .hit').first().waitFor();
        assert.equal(await page.locator('news-search form[aria-busy]').count(), 0);
      });
    });
  });

  it('shows markup in a title as text', async () => {
    await onDemo(async (page) => {
      await type(page, '蛊惑');
      assert.match(await page.locator('news-search .hit').first().innerText(), /蛊惑<img src=x onerror=.*>标题/);
      assert.equal(await page.locator('news-search img').count(), 0);
      assert.equal(await page.title(), '澜江日报 · 搜索框示例');
    });
  });

  it('says everything in the language around it, whatever way that is written, out of shadow trees, too', async () => {
    await onDemo(async (page) => {
      const button = (language: string): Promise<string> =>
        page.evaluate(`{
          document.querySelector('news-search, #host')?.remove();
          document.documentElement.lang = ${JSON.stringify(language)};
          const host = document.createElement('div');
          host.id = 'host';
          const box = document.createElement('news-search');
          host.attachShadow({ mode: 'open' }).append(box);
          document.body.prepend(host);
          box.shadowRoot.querySelector('.submit').textContent;
        }`);
      assert.equal(await button('zh_TW'), '搜尋');
      assert.equal(await button('en_GB'), 'Search');
      assert.equal(await button('x'), '搜索');
      await page.evaluate("document.documentElement.lang = 'no tag'; document.querySelector('#host').remove()");
      await page.evaluate("document.body.prepend(document.createElement('news-search'))");
      await type(page, '大桥');
      assert.ok((await page.locator('news-search .hit').count()) > 0);
    });
  });

  it('forgets what there was to a text that a script took away', async () => {
    await onDemo(async (page) => {
      await type(page, '大桥');
      await page.evaluate('document.querySelector("news-search").value = ""');
      assert.equal(await isOpen(page), false);
      await page.keyboard.press('ArrowDown');
      assert.equal(await page.locator('news-search .hit').count(), 0);
    });
  });

  it('can have any property set, as frameworks do with what they find on an element', async () => {
    await onDemo(async (page) => {
      await page.evaluate(`{
        const box = document.querySelector('news-search');
        const attributes = { endpoint: '/', target: '_blank', hits: '2', theme: 'dark', texts: 'x', value: '大桥' };
        for (const [name, value] of Object.entries(attributes)) {
          if (name in box) box[name] = value;
          else box.setAttribute(name, value);
        }
      }`);
      await box(page).focus();
      await page.locator('news-search .hit').first().waitFor();
      assert.equal(await page.locator('news-search .hit').count(), 2);
      assert.equal(await page.locator('news-search .hit').first().getAttribute('target'), '_blank');
    });
  });

  it('has a value that was set before the script had come, and none that a hidden field has', async () => {
    await onDemo(async (page) => {
      const html = `<!doctype html><title>慢</title><news-search><form><input type="hidden" name="a" value="b">
        <input name="q" aria-label="搜"></form></news-search><news-search id="other"></news-search>`;
      await page.route('**/late', (route) => route.fulfill({ contentType: 'text/html', body: html }));
      await page.goto(`${surroundings().origin}/late`);
      await page.locator('input[name=q]').fill('大桥');
      await page.evaluate("document.querySelector('#other').value = '早'");
      await page.addScriptTag({ url: '/searchbox.js', type: 'module' });
      await page.locator('#other [role=combobox]').waitFor();
      const values = (): Promise<string[]> =>
        page
          .locator('news-search [role=combobox]')
          .evaluateAll((all) => all.map((one) => ('value' in one ? String(one.value) : '')));
      assert.deepEqual(await values(), ['大桥', '早']);
      await page.evaluate("document.querySelector('#other').value = '晚'");
      assert.deepEqual(await values(), ['大桥', '晚']);
    });
  });

  it('has a cross only where there is something to clear', async () => {
    await onDemo(async (page) => {
      const cross = page.locator('news-search .clear');
      assert.equal(await cross.isVisible(), false);
      await type(page, '大桥');
      assert.equal(await cross.isVisible(), true);
      await cross.click();
      assert.equal(await cross.isVisible(), false);
      assert.equal(await box(page).inputValue(), '');
    });
  });

  it('leaves / to others where it is hidden or behind a dialog, and stands keys that are none', async () => {
    await onDemo(async (page) => {
      await page.evaluate("document.dispatchEvent(new Event('keydown'))");
      const takes = (): Promise<boolean> =>
        page.evaluate(
          "!document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }))",
        );
      await page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<dialog><button>好</button></dialog>'); document.querySelector('dialog').showModal()",
      );
      assert.equal(await takes(), false);
      await page.evaluate(
        "document.querySelector('dialog').close(); document.querySelector('news-search').style.visibility = 'hidden'",
      );
      assert.equal(await takes(), false);
      await page.evaluate("document.querySelector('news-search').style.visibility = ''");
      assert.equal(await takes(), true);
    });
  });

  it('begins a new list at its top, and speaks another language at once', async () => {
    await onDemo(async (page) => {
      await page.evaluate(
        "for (const name of ['hits', 'suggestions']) document.querySelector('news-search').setAttribute(name, '20')",
      );
      await type(page, '云');
      const popup = page.locator('news-search .popup');
      await popup.evaluate((one) => (one.scrollTop = 300));
      await page.keyboard.type('泽');
      await listOf(page, '云泽');
      assert.equal(await popup.evaluate((one) => one.scrollTop), 0);
      await page.evaluate("document.querySelector('news-search').setAttribute('lang', 'en')");
      assert.match(await page.locator('news-search .more').innerText(), /^See all/);
    });
  });

  it('says that it does not work where something else than the service answers', async () => {
    await onDemo(
      async (page) => {
        await page.route('**/api/suggest*', (route) =>
          route.fulfill({ json: { suggestions: [], instant: { hits: [{}] } } }),
        );
        await type(page, '大桥');
        assert.match(await page.locator('news-search .note').innerText(), /暂时不可用/);
      },
      { allowed: ['no answer of Xunwen'] },
    );
  });

  it('keeps what was typed when it is moved within the page', async () => {
    await onDemo(async (page) => {
      await page.evaluate(`document.querySelector('news-search').setAttribute('value', '云泽')`);
      await box(page).fill('');
      await page.evaluate(`document.body.append(document.querySelector('news-search'))`);
      assert.equal(await box(page).inputValue(), '');
    });
  });

  it('opens another tab with the middle button, and tells the service of it', async () => {
    await onDemo(async (page) => {
      await type(page, '大桥');
      const opened = page.context().waitForEvent('page');
      const choice = page.waitForRequest('**/api/events');
      await page.locator('news-search .search').last().scrollIntoViewIfNeeded();
      await page.locator('news-search .hit').first().click({ button: 'middle' });
      await Promise.all([opened, choice]);
      assert.equal(await isOpen(page), true);
    });
  });

  it('opens another tab with Ctrl and Enter, as a link does', async () => {
    await onDemo(async (page) => {
      await type(page, '大桥');
      await page.keyboard.press('ArrowUp');
      const opened = page.context().waitForEvent('page');
      await page.keyboard.press('Control+Enter');
      await (await opened).waitForURL('**/?q=*');
      assert.ok(page.url().endsWith('/demo'));
    });
  });

  it('leads on where a browser sends no beacons', async () => {
    await onDemo(async (page) => {
      await page.evaluate('navigator.sendBeacon = undefined');
      await type(page, '云泽');
      await page.locator('news-search .suggestion').first().click();
      await page.waitForURL('**/?q=*');
    });
  });

  it('goes on with the service that it came from where its endpoint is no address, and says so', async () => {
    await onDemo(
      async (page) => {
        await page.evaluate(`{
          const box = document.createElement('news-search');
          box.setAttribute('endpoint', 'http://[bad');
          box.setAttribute('results', 'http://[{q}');
          document.querySelector('news-search').replaceWith(box);
        }`);
        await type(page, '大桥');
        assert.ok((await page.locator('news-search .hit').count()) > 0);
      },
      { allowed: ['is no address'] },
    );
  });

  it('lets a page do otherwise with what is chosen and submitted', async () => {
    await onDemo(async (page) => {
      await page.evaluate(`for (const name of ['select', 'submit']) {
        document.addEventListener('news-search:' + name, (event) => {
          event.preventDefault();
          (globalThis.told ??= []).push([name, event.detail]);
        });
      }`);
      await type(page, '大桥');
      await page.locator('news-search .hit').first().click();
      await page.keyboard.press('Enter');
      const told = await page.evaluate<[string, Record<string, unknown>][]>('globalThis.told');
      assert.deepEqual(
        told.map(([name]) => name),
        ['select', 'submit'],
      );
      assert.equal(told[0]?.[1]['kind'], 'hit');
      assert.equal(told[0]?.[1]['query'], '大桥');
      assert.deepEqual(told[1]?.[1], { query: '大桥' });
      assert.ok(page.url().endsWith('/demo'));
    });
  });

  it('tells the service what was chosen', async () => {
    await onDemo(async (page) => {
      const choice = page.waitForRequest('**/api/events');
      await type(page, '大桥');
      await page
        .locator('news-search .hit')
        .nth(1)
        .click({ modifiers: ['Control'] });
      const sent: unknown = JSON.parse((await choice).postData() ?? '');
      assert.ok(sent instanceof Object && 'id' in sent && typeof sent.id === 'string');
      assert.deepEqual(sent, { query: '大桥', id: sent.id, text: null, rank: 2 });
    });
  });

  it('tells the service nothing where that is switched off', async () => {
    await onDemo(async (page) => {
      const told: string[] = [];
      page.on('request', (sent) => told.push(new URL(sent.url()).pathname));
      await page.evaluate("document.querySelector('news-search').setAttribute('events', 'off')");
      await type(page, '大桥');
      await page
        .locator('news-search .hit')
        .first()
        .click({ modifiers: ['Control'] });
      await page.waitForTimeout(200);
      assert.ok(!told.includes('/api/events'), told.join());
    });
  });

  describe('on a site of another origin', () => {
    const page = (endpoint: string): string => `<!doctype html><html lang="zh-CN"><title>别的网站</title>
      <script type="module" src="${endpoint}/searchbox.js"></script>
      <news-search endpoint="${endpoint}" placeholder="搜索新闻"></news-search>`;
    let site: LocalServer;

    before(async () => {
      site = await serve((_request, response) => {
        response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page(endpoint));
      });
    });
    after(() => site.close());
    let endpoint = '';

    it('works with the two lines where the site is allowed', async () => {
      const { again } = await appUnderTest(await sampleNews());
      const service = await serve(again({ config: { ...settings, corsOrigins: [site.origin] } }));
      endpoint = service.origin;
      await visit(surroundings().browser, site.origin, {
        look: async (page) => {
          await type(page, '大桥');
          assert.ok((await page.locator('news-search .hit').count()) > 0);
          await page.keyboard.press('Enter');
          await page.waitForURL(`${service.origin}/?q=*`);
        },
        allowed: ['favicon'],
      });
      service.close();
    });

    it('tells the site’s developer what to set where it is not', async () => {
      endpoint = surroundings().origin;
      await visit(surroundings().browser, site.origin, {
        look: async (page, complaints) => {
          await type(page, '大桥');
          assert.match(await page.locator('news-search .note').innerText(), /搜索暂时不可用/);
          const told = complaints.join('\n');
          assert.ok(told.includes(`set XUNWEN_CORS_ORIGINS=${site.origin}`), told);
        },
        allowed: ['CORS', 'Failed to load resource', 'XUNWEN_CORS_ORIGINS'],
      });
    });
  });

  describe('for everybody', () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`has nothing that axe-core objects to, closed, open, empty and failed, ${colorScheme}`, async () => {
        await onDemo(
          async (page) => {
            await assertAccessible(page);
            await type(page, '云泽');
            await page.keyboard.press('ArrowDown');
            await assertAccessible(page);
            await box(page).fill('查无此事xyz');
            await page.locator('news-search .note').filter({ hasText: '没有找到' }).waitFor();
            await assertAccessible(page);
            await page.keyboard.press('Enter');
            await page.waitForURL('**/?q=*');
            await page.goto(`${surroundings().origin}/demo`);
            await page.keyboard.press('/');
            await page.locator('news-search .recent .text').first().waitFor();
            await assertAccessible(page);
            await page.route('**/api/suggest*', (route) => route.fulfill({ status: 500 }));
            await type(page, '大桥');
            await page.locator('news-search .retry').waitFor();
            await assertAccessible(page);
          },
          { options: { colorScheme }, allowed: ['Failed to load resource', 'answered 500'] },
        );
      });
    }

    it('says to a screen reader what the list holds', async () => {
      await onDemo(async (page) => {
        await type(page, '大桥');
        await page
          .locator('news-search [role=status]')
          .filter({ hasText: /条新闻，共 \d+ 条结果/ })
          .waitFor({ state: 'attached' });
      });
    });
  });
});
