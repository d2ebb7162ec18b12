import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { appUnderTest, settings } from '../server/http-app.js';
import { desk, hasChromium, launch, phone, sampleNews, serve, visit as open, type LocalServer } from './chromium.js';

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
  let browser: Browser;
  let server: LocalServer;

  before(async function () {
    if (!hasChromium) this.skip();
    const { again } = await appUnderTest(await sampleNews());
    server = await serve(again({ config: { ...settings, demo: true } }));
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  const visit = (path: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> =>
    open(browser, server.origin + path, { options, look });

  for (const viewport of [desk, phone]) {
    for (const address of addresses) {
      it(`fits ${viewport.width} pixels, without JavaScript: ${address.slice(0, 30)}`, async () => {
        await visit(address, { viewport, javaScriptEnabled: false }, async (page) => {
          const box = await page.locator('body').boundingBox();
          assert.ok(box !== null && box.width <= viewport.width);
          const wide = await page.locator('body *:visible').evaluateAll((all, width) => {
            const over = all.filter((one) => one.getBoundingClientRect().right > width + 1);
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

  it('sets text apart from its ground by 4.5 to 1, in light and in dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await visit('/?q=大桥&section=社会', { viewport: desk, colorScheme }, async (page) => {
        assert.deepEqual(await page.evaluate(weakTexts), []);
      });
    }
  });

  it('shows the documentation under the same policy', async () => {
    await visit('/docs', { viewport: desk }, async (page) => {
      await page.locator('.opblock-summary-path').first().waitFor();
      assert.ok((await page.locator('.opblock').count()) >= 6);
    });
  });
});

/** Runs in the page: the texts whose colour is too near to what is behind them (WCAG 2, contrast). */
const weakTexts = `(() => {
  const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const linear = (share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [red, green, blue] = channels(colour).map((value) => linear(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    if (element === null) return 'rgb(255, 255, 255)';
    const colour = getComputedStyle(element).backgroundColor;
    return channels(colour)[3] === 0 ? ground(element.parentElement) : colour;
  };
  const hasText = ({ childNodes }) => [...childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
  return [...document.querySelectorAll('body *')].filter(hasText).flatMap((element) => {
    const colours = [getComputedStyle(element).color, ground(element)].map(luminance);
    const [dark, light] = colours.sort((a, b) => a - b);
    const contrast = (light + 0.05) / (dark + 0.05);
    return contrast >= 4.5 ? [] : [contrast.toFixed(1) + ' ' + element.outerHTML.slice(0, 80)];
  });
})()`;
