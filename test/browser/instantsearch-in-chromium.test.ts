import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { appUnderTest } from '../server/http-app.js';
import { assertAccessible, inChromium, phone, sampleNews, visit } from './chromium.js';

/** A title that would be markup where somebody forgot to escape it. */
const hostile = { title: '蛊惑<img src=x onerror="document.title=1">标题', body: '蛊惑之文。', section: '<b>栏' };

const total = async (page: Page): Promise<number> =>
  Number(/\d+/.exec(await page.locator('#stats').innerText())?.[0] ?? Number.NaN);

/** Does something that the service is asked for, and waits until the answer shows: the widgets are drawn soon after. */
async function answered(page: Page, part: string, act: () => Promise<unknown>): Promise<void> {
  const answer = page.waitForResponse((response) => response.url().includes(part));
  await act();
  await (await answer).finished();
  await page.waitForTimeout(300);
}

/** Searches and waits for another total than before. */
async function search(page: Page, text: string): Promise<void> {
  await page.locator('#stats').filter({ hasText: /\d/ }).waitFor();
  const answered = page.waitForResponse((response) => response.url().includes(`q=${encodeURIComponent(text)}`));
  await page.locator('#searchbox input').fill(text);
  await answered;
  await page.locator('#hits mark').first().waitFor();
}

describe("InstantSearch's own widgets in Chromium", function () {
  this.timeout(120_000);
  const surroundings = inChromium(async () => (await appUnderTest([...(await sampleNews()), hostile])).app);

  const onDemo = (
    look: (page: Page) => Promise<void>,
    more: Partial<Parameters<typeof visit>[2]> = {},
  ): Promise<void> => visit(surroundings().browser, `${surroundings().origin}/demo/instantsearch`, { look, ...more });

  it('find while one types, with marks in title and snippet', async () => {
    await onDemo(async (page) => {
      await search(page, '大桥');
      assert.ok((await page.locator('#hits h2 mark').count()) > 0);
      assert.ok((await page.locator('#hits p mark').count()) > 0);
      assert.deepEqual([...new Set(await page.locator('#hits mark').allInnerTexts())], ['大桥']);
    });
  });

  it('narrow by the values of a list, of which the others stay to choose, and take that back', async () => {
    await onDemo(async (page) => {
      await search(page, '云泽');
      const before = await total(page);
      const count = Number(await page.locator('#section .ais-RefinementList-count').first().innerText());
      await page.locator('#section input').first().check();
      await page.locator('#refinements .ais-CurrentRefinements-category').waitFor();
      await page
        .locator('#stats')
        .filter({ hasText: ` ${count} ` })
        .waitFor();
      assert.ok((await page.locator('#section li').count()) > 1);
      await page.locator('#refinements button').click();
      await page
        .locator('#stats')
        .filter({ hasText: ` ${before} ` })
        .waitFor();
    });
  });

  it('search among the values of a list', async () => {
    await onDemo(async (page) => {
      await search(page, '云泽');
      await page.locator('#source input[type=search]').fill('晚报');
      await page.locator('#source mark').first().waitFor();
      assert.ok(
        (await page.locator('#source .ais-RefinementList-label').allInnerTexts()).every((text) =>
          text.includes('晚报'),
        ),
      );
    });
  });

  it('narrow by years', async () => {
    await onDemo(async (page) => {
      await search(page, '云泽');
      const before = await total(page);
      await page.locator('#year input').first().fill('2025');
      await page.locator('#year input').last().fill('2025');
      await answered(page, 'from=2025-01-01&to=2025-12-31', () => page.locator('#year button').click());
      const facts = await page.locator('#hits .facts').allInnerTexts();
      assert.ok(facts.length > 0 && facts.every((text) => text.includes('2025-')), facts.join());
      assert.ok((await total(page)) < before);
    });
  });

  it('turn pages and sort by time', async () => {
    await onDemo(async (page) => {
      await search(page, '云泽');
      const first = await page.locator('#hits h2').first().innerText();
      await answered(page, 'page=2', () => page.locator('#pages a', { hasText: '2' }).first().click());
      assert.notEqual(await page.locator('#hits h2').first().innerText(), first);
      await answered(page, 'sort=newest', () => page.locator('#sort select').selectOption('news_newest'));
      const day = (text: string): string => /\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? '';
      const days = (await page.locator('#hits .facts').allInnerTexts()).map(day);
      assert.deepEqual(days, days.toSorted().reverse());
    });
  });

  it('show markup in titles and values as text', async () => {
    await onDemo(async (page) => {
      await search(page, '蛊惑');
      assert.match(await page.locator('#hits h2').first().innerText(), /蛊惑<img src=x onerror=.*>标题/);
      assert.equal(await page.locator('#hits img').count(), 0);
      assert.match(await page.locator('#section').innerText(), /<b>栏/);
    });
  });

  it('are accessible, in light, in dark and on a phone', async () => {
    for (const options of [{}, { colorScheme: 'dark' as const }, { viewport: phone }]) {
      await onDemo(
        async (page) => {
          await search(page, '云泽');
          await page.locator('#section input').first().check();
          await page.locator('#refinements .ais-CurrentRefinements-category').waitFor();
          await assertAccessible(page);
        },
        { options },
      );
    }
  });
});
