import assert from 'node:assert/strict';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { appUnderTest, settings } from '../server/http-app.js';
import { assertAccessible, desk, inChromium, phone, sampleNews, visit as open } from './chromium.js';

/** The narrowest phone that anybody still uses. */
const narrow = { width: 320, height: 568 };

/** Pages that every check below looks at. */
const addresses = [
  '/',
  '/?q=大桥',
  '/?q=大桥&page=9',
  '/?q=查无此事xyz&section=科技',
  '/none',
  `/?q=${'长'.repeat(300)}`,
];

describe('the page in Chromium', function () {
  this.timeout(120_000);
  const surroundings = inChromium(async () => {
    const { again } = await appUnderTest(await sampleNews());
    return again({ config: { ...settings, demo: true } });
  });

  const visit = (path: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> =>
    open(surroundings().browser, surroundings().origin + path, { options, look });

  /** With JavaScript the box takes the form's place. */
  const windows = [
    { viewport: desk, javaScriptEnabled: false },
    { viewport: phone, javaScriptEnabled: false },
    { viewport: narrow, javaScriptEnabled: false },
    { viewport: narrow, javaScriptEnabled: true },
  ];
  for (const { viewport, javaScriptEnabled } of windows) {
    for (const address of addresses) {
      const how = javaScriptEnabled ? 'with' : 'without';
      it(`fits ${viewport.width} pixels, ${how} JavaScript: ${address.slice(0, 30)}`, async () => {
        await visit(address, { viewport, javaScriptEnabled }, async (page) => {
          const wide = await page.locator('html, body *:visible').evaluateAll((all, width) => {
            const over = all.filter(
              (one) =>
                one.getBoundingClientRect().right > width + 1 || (one.localName === 'html' && one.scrollWidth > width),
            );
            return over.map((one) => one.outerHTML.slice(0, 80));
          }, viewport.width);
          assert.deepEqual(wide, []);
        });
      });
    }
  }

  it('leads from the box to results, to an article and back, by keyboard alone', async () => {
    await visit('/', { viewport: desk, javaScriptEnabled: false }, async (page) => {
      await page.keyboard.press('Tab');
      assert.equal(await page.locator('.skip:focus').count(), 1);
      await page.locator('input[name=q]').focus();
      await page.keyboard.type('大桥');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/?q=*');
      const heading = await page.title();
      assert.match(heading, /大桥/);
      await page.locator('.hit h2 a').first().focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/articles/**');
      await page.locator('.back a').focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/?q=*');
      assert.equal(await page.title(), heading);
    });
  });

  it('shows the filters beside the results on a desk, and on demand on a phone', async () => {
    await visit('/?q=大桥', { viewport: desk, javaScriptEnabled: false }, async (page) => {
      assert.ok(await page.locator('.groups').isVisible());
    });
    await visit('/?q=大桥', { viewport: phone, javaScriptEnabled: false }, async (page) => {
      assert.ok(!(await page.locator('.groups').isVisible()));
      await page.locator('.filters > summary').click();
      assert.ok(await page.locator('.groups').isVisible());
      await page.locator('.groups section li a').first().click();
      await page.waitForURL('**section=*');
      assert.equal(await page.locator('.chip').count(), 1);
    });
  });

  it('chooses a stretch of time by dragging over the bars, and takes it back by its chip', async () => {
    await visit('/?q=云泽', { viewport: desk }, async (page) => {
      const place = await page.locator('.timeline svg').boundingBox();
      assert.ok(place !== null);
      const at = (share: number): [number, number] => [place.x + place.width * share, place.y + place.height / 2];
      await page.mouse.move(...at(0.6));
      await page.mouse.down();
      await page.mouse.move(...at(0.3), { steps: 4 });
      assert.ok((await page.locator('.timeline .brushed').count()) > 3);
      await page.mouse.up();
      await page.waitForURL('**from=*');
      const { from, to } = Object.fromEntries(new URL(page.url()).searchParams);
      assert.ok(from !== undefined && to !== undefined && from < to, page.url());
      assert.match(await page.locator('.chip').innerText(), / 至 /);
      await page.locator('.chip').click();
      await page.waitForURL((url) => !url.searchParams.has('from'));
    });
  });

  it('gives a stretch of time up with Escape', async () => {
    await visit('/?q=云泽', { viewport: desk }, async (page) => {
      const place = await page.locator('.timeline svg').boundingBox();
      assert.ok(place !== null);
      await page.mouse.move(place.x + 5, place.y + 5);
      await page.mouse.down();
      await page.mouse.move(place.x + place.width / 2, place.y + 5, { steps: 3 });
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('.timeline .brushed').count(), 0);
      await page.mouse.up();
      await page.waitForTimeout(200);
      assert.ok(!page.url().includes('from='));
    });
  });

  it('tells the service of a hit that the middle button opened', async () => {
    await visit('/?q=云泽', { viewport: desk }, async (page) => {
      const told = page.waitForRequest('**/api/events');
      await page.locator('.hit h2 a').first().click({ button: 'middle' });
      await told;
    });
  });

  it('leaves what was asked as it is when a stretch of time is chosen', async () => {
    await visit('/?q=FROM TO NATO 云泽', { viewport: desk }, async (page) => {
      const place = await page.locator('.timeline svg').boundingBox();
      assert.ok(place !== null);
      await page.mouse.move(place.x + place.width * 0.1, place.y + 5);
      await page.mouse.down();
      await page.mouse.move(place.x + place.width * 0.9, place.y + 5, { steps: 4 });
      await page.mouse.up();
      await page.waitForURL('**from=*');
      assert.equal(new URL(page.url()).searchParams.get('q'), 'FROM TO NATO 云泽');
    });
  });

  it('chooses a month by a press on its bar, and takes it back by another', async () => {
    await visit('/?q=云泽', { viewport: desk }, async (page) => {
      await page.locator('.timeline a').first().click();
      await page.waitForURL('**month=*');
      await page.locator('.timeline a.chosen').click();
      await page.waitForURL((url) => !url.searchParams.has('month'));
    });
  });

  it('unfolds who else has a story, by keyboard and without JavaScript, and leads there', async () => {
    await visit('/?q=揽月大桥 通车', { viewport: phone, javaScriptEnabled: false }, async (page) => {
      const copies = page.locator('.copies');
      assert.equal(await copies.count(), 1);
      assert.equal(await copies.locator('summary').textContent(), '另有 2 家媒体');
      assert.equal(await copies.locator('a').first().isVisible(), false);
      await copies.locator('summary').focus();
      await page.keyboard.press('Enter');
      await copies.locator('a', { hasText: '攬月大橋' }).click();
      assert.match(await page.locator('h1').innerText(), /攬月大橋今晨通車/);
    });
    await visit('/?q=揽月大桥 通车', { viewport: desk }, async (page) => {
      await page.locator('.copies summary').click();
      await assertAccessible(page);
    });
  });

  it('takes days from a form, without JavaScript', async () => {
    await visit('/?q=云泽&section=社会', { viewport: desk, javaScriptEnabled: false }, async (page) => {
      await page.locator('.days input[name=from]').fill('2025-01-01');
      await page.locator('.days button').click();
      await page.waitForURL('**from=2025-01-01*');
      assert.deepEqual(await page.locator('.chip').allInnerTexts(), ['栏目：社会', '2025年1月1日以后']);
    });
  });

  it('shows lines in place of the hits while the next page is awaited', async () => {
    await visit('/?q=云泽', { viewport: desk }, async (page) => {
      await page.route(/sort=newest/, async (route) => {
        await page.waitForTimeout(1500);
        await route.continue();
      });
      // Whoever drives a browser waits for the next page itself: the page has to look for them.
      await page.evaluate(`{
        new MutationObserver(() => sessionStorage.setItem('seen', document.body.className)).observe(document.body, { attributes: true });
        document.querySelector('.order a:last-child').click();
      }`);
      await page.waitForURL('**sort=newest*');
      assert.match(await page.evaluate<string>("sessionStorage.getItem('seen')"), /loading/);
      assert.equal(await page.locator('body.loading').count(), 0);
    });
  });

  it('has everything where it was when its reader comes back', async () => {
    await visit('/?q=云泽', { viewport: desk }, async (page) => {
      await page.locator('.hit h2 a').nth(6).scrollIntoViewIfNeeded();
      await page.locator('.hit h2 a').nth(6).click();
      await page.waitForURL('**/articles/**');
      await page.goBack();
      await page.locator('.hit h2 a').nth(6).waitFor();
      const isBack = async (): Promise<boolean> => (await page.evaluate<number>('scrollY')) > 200;
      for (let tries = 0; tries < 50 && !(await isBack()); tries++) await page.waitForTimeout(50);
      assert.ok(await isBack());
      assert.equal(await page.locator('news-search [role=combobox]').inputValue(), '云泽');
    });
  });

  it('tells the service which hit was opened of which search', async () => {
    await visit('/?q=云泽', { viewport: desk }, async (page) => {
      const told = page.waitForRequest('**/api/events');
      await page.locator('.hit h2 a').nth(2).click();
      const sent: { query?: string; id?: string; rank?: number } = JSON.parse((await told).postData() ?? '{}');
      assert.equal(sent.query, '云泽');
      assert.equal(typeof sent.id, 'string');
      assert.equal(sent.rank, 3);
    });
  });

  it('searches within the filters from its box, and keeps them', async () => {
    await visit('/?q=云泽&section=社会', { viewport: desk }, async (page) => {
      await page.locator('news-search [role=combobox]').fill('大桥');
      await page.locator('news-search .hit').first().waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('q') === '大桥');
      assert.deepEqual(new URL(page.url()).searchParams.getAll('section'), ['社会']);
    });
  });

  for (const address of [...addresses, '/?q=云泽&month=2025-03']) {
    it(`has nothing that axe-core objects to: ${address.slice(0, 30)}`, async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await visit(address, { viewport: desk, colorScheme }, (page) => assertAccessible(page));
      }
    });
  }

  it('is light: at most 60 KB come over the wire before hits', async () => {
    await visit('/?q=云泽', { viewport: desk }, async (page) => {
      await page.waitForLoadState('networkidle');
      const bytes = await page.evaluate<number>(`
        performance.getEntriesByType('resource').reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`);
      assert.ok(bytes > 5000 && bytes < 60_000, String(bytes));
    });
  });

  it('shows the documentation under the same policy', async () => {
    await visit('/docs', { viewport: desk }, async (page) => {
      await page.locator('.opblock-summary-path').first().waitFor();
      assert.ok((await page.locator('.opblock').count()) >= 6);
    });
  });
});
