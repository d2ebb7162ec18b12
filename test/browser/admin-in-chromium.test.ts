import assert from 'node:assert/strict';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { appUnderTest, key, withKey, type AppUnderTest } from '../server/http-app.js';
import { assertAccessible, desk, inChromium, phone, sampleNews, visit } from './chromium.js';

/** A stretch of the history, so that there is something to draw. */
const stretch = { searches: 60, missed: 5, p50: 3, p99: 30, written: 0, turnedAway: 1, articles: 107, rss: 4e8 };
const now = Math.floor(Date.now() / 60_000);
const history = Array.from({ length: 60 }, (_, i) => ({ ...stretch, minute: now - 60 + i, searches: 60 + i }));

describe("the owner's page in Chromium", function () {
  this.timeout(120_000);
  let made: AppUnderTest;
  const surroundings = inChromium(async () => {
    made = await appUnderTest(await sampleNews());
    return made.again({ watched: { ...made.deps.watched, history: () => Promise.resolve(history) } });
  });

  const open = (options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> =>
    visit(surroundings().browser, `${surroundings().origin}/admin`, {
      options,
      look,
      allowed: ['status of 401', 'status of 400'],
    });
  const enter = async (page: Page, given: string): Promise<void> => {
    await page.locator('input[type=password]').fill(given);
    await page.locator('main > form button').click();
  };
  const search = (q: string): Promise<Response> =>
    fetch(`${surroundings().origin}/api/search?q=${encodeURIComponent(q)}`);
  const section = (page: Page, heading: string): ReturnType<Page['locator']> =>
    page.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) });

  it('shows nothing to who has no key, and says so', async () => {
    await open({}, async (page) => {
      await enter(page, 'wrong-key-0123456789');
      await page.getByText('这个密钥不对').waitFor();
      assert.ok(!(await page.locator('#board').isVisible()));
    });
  });

  it('stays open when it is loaded again, until one leaves', async () => {
    await open({}, async (page) => {
      await enter(page, key);
      await page.locator('.figures').waitFor();
      await page.reload();
      await page.locator('.figures').waitFor();
      await page.locator('#leave').click();
      assert.ok(await page.locator('input[type=password]').isVisible());
      await page.reload();
      assert.ok(!(await page.locator('.figures').isVisible()));
    });
  });

  it('mends a search that found nothing by a synonym, and says what it finds now', async () => {
    await search('飞虹桥');
    await open({}, async (page) => {
      await enter(page, key);
      const missed = section(page, '没有找到的搜索');
      await missed.getByRole('button', { name: '加同义词：飞虹桥' }).click();
      await missed.getByLabel('也找').fill('揽月大桥');
      await missed.getByRole('button', { name: '保存' }).click();
      await missed.getByText(/已保存，现在找到 [1-9]/).waitFor();
      await page.reload();
      await page.locator('.figures').waitFor();
      assert.equal(await missed.getByText('飞虹桥').count(), 0);
      await section(page, '同义词').getByText('飞虹桥 → 揽月大桥').waitFor();
      await section(page, '同义词').getByRole('button', { name: '删除“飞虹桥 → 揽月大桥”' }).click();
      await section(page, '同义词').getByText('还没有。').waitFor();
    });
    assert.match(await (await search('飞虹桥')).text(), /"match":"any"/);
  });

  it('blocks words, teaches words, and says what is wrong with one', async () => {
    await open({}, async (page) => {
      await enter(page, key);
      for (const heading of ['不提示的词', '新词']) {
        const list = section(page, heading);
        await list.getByRole('textbox').fill('揽月大桥');
        await list.getByRole('button', { name: '添加' }).click();
        await list.locator('li', { hasText: '揽月大桥' }).waitFor();
      }
      assert.deepEqual(made.deps.readers.blockList.words, ['揽月大桥']);
      const list = section(page, '不提示的词');
      await list.getByRole('textbox').fill('，');
      await list.getByRole('button', { name: '添加' }).click();
      await list
        .getByRole('alert')
        .getByText(/has to be of 1 to 64 characters/)
        .waitFor();
      await list.getByRole('button', { name: '删除“揽月大桥”' }).click();
      await list.getByText('还没有。').waitFor();
    });
  });

  it('shows what readers typed as text, whatever it is', async () => {
    await search('<img src=x onerror=document.title=1>');
    await open({}, async (page) => {
      await enter(page, key);
      await page.getByRole('link', { name: '<img src=x' }).waitFor();
      assert.notEqual(await page.title(), '1');
      assert.equal(await page.locator('#board img').count(), 0);
    });
  });

  it('draws what went on, and says it in words', async () => {
    await open({}, async (page) => {
      await enter(page, key);
      await page.locator('canvas').nth(3).waitFor();
      const label = await page.locator('[role=img]').first().getAttribute('aria-label');
      assert.equal(label, '每分钟搜索：搜索 119，没有结果 5，被拒绝 1');
      await page.getByRole('button', { name: '7 天' }).click();
      assert.equal(await page.getByRole('button', { name: '7 天' }).getAttribute('aria-pressed'), 'true');
    });
  });

  for (const viewport of [desk, phone]) {
    it(`fits ${viewport.width} pixels, and has nothing that axe-core objects to`, async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await open({ viewport, colorScheme }, async (page) => {
          await assertAccessible(page);
          await enter(page, key);
          await page.locator('canvas').nth(3).waitFor();
          assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= viewport.width);
          await assertAccessible(page);
        });
      }
    });
  }

  it('is not to be framed, and its figures are for owners', async () => {
    const { origin } = surroundings();
    assert.equal((await fetch(`${origin}/admin`)).headers.get('X-Frame-Options'), 'DENY');
    assert.equal((await fetch(`${origin}/api/stats`, { headers: withKey })).status, 200);
    assert.equal((await fetch(`${origin}/api/stats`)).status, 401);
  });
});
