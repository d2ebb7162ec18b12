import assert from 'node:assert/strict';
import { ConfigError, loadConfig } from '../../server/config.js';
import { flagOf, settings, settingsTable } from '../../server/settings.js';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig({ environment });
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    for (const problem of error.problems) assert.ok(error.message.includes(problem));
    return error.problems;
  }
}

describe('settings', () => {
  it('have the defaults of their table', () => {
    assert.deepEqual(loadConfig({ environment: {} }), {
      dataFolder: './data',
      host: '127.0.0.1',
      port: 3000,
      adminKey: null,
      searchAccess: 'public',
      rateLimit: 1200,
      maxSearches: 32,
      trustedProxies: [],
      corsOrigins: [],
      publicUrl: null,
      bodyLimit: 16 * 1024 * 1024,
      requestTimeout: 30,
      logLevel: 'info',
      userDictionary: null,
      recency: 0.1,
      answerCache: true,
      historyDays: 30,
      siteName: '寻闻',
      sources: null,
      engine: 'embedded',
      openSearchNodes: [],
      openSearchUser: null,
      openSearchPassword: null,
      openSearchCa: null,
      openSearchPrefix: 'xunwen',
      openSearchCopies: 2,
      openSearchShards: 1,
      demo: false,
    });
  });

  it('come from the environment, and from flags before that', () => {
    const environment = {
      PATH: '/bin',
      XUNWEN_PORT: '80',
      XUNWEN_HOST: '::',
      XUNWEN_BODY_LIMIT: '512 KB',
      XUNWEN_CORS_ORIGINS: 'https://a.example, http://b.example:8080',
      XUNWEN_ADMIN_KEY: 'k'.repeat(16),
    };
    const config = loadConfig({ environment, flags: { port: '0' } });
    assert.equal(config.port, 0);
    assert.equal(config.host, '::');
    assert.equal(config.bodyLimit, 512 * 1024);
    assert.equal(config.adminKey, 'k'.repeat(16));
    assert.deepEqual(config.corsOrigins, ['https://a.example', 'http://b.example:8080']);
  });

  for (const [name, value, problem] of [
    ['XUNWEN_RATE_LIMIT', '0', 'not a number of requests'],
    ['XUNWEN_RATE_LIMIT', 'none', 'not a number of requests'],
    ['XUNWEN_SEARCH_ACCESS', 'private', 'not `public` or `key`'],
    ['XUNWEN_TRUSTED_PROXIES', '10.0.0.0/33', 'not a list of addresses'],
    ['XUNWEN_TRUSTED_PROXIES', '0.0.0.0/0', 'not a list of addresses'],
    ['XUNWEN_TRUSTED_PROXIES', 'proxy.example', 'not a list of addresses'],
    ['XUNWEN_TRUSTED_PROXIES', '10.0.0.0/8/8', 'not a list of addresses'],
  ] as const) {
    it(`do not take ${value} as ${name}`, () => {
      const [found] = problemsOf({ [name]: value });
      assert.ok(found?.includes(problem), found);
    });
  }

  it('name proxies by address, network or kind, and no limit by `off`', () => {
    const proxies = 'loopback, 10.0.0.0/8, 2001:db8::/32,192.0.2.7';
    const config = loadConfig({ environment: { XUNWEN_TRUSTED_PROXIES: proxies, XUNWEN_RATE_LIMIT: 'off' } });
    assert.deepEqual(config.trustedProxies, ['loopback', '10.0.0.0/8', '2001:db8::/32', '192.0.2.7']);
    assert.equal(config.rateLimit, null);
  });

  it('that are empty count as not given', () => {
    const config = loadConfig({ environment: { XUNWEN_PORT: '', XUNWEN_ADMIN_KEY: '' }, defaults: { port: '7' } });
    assert.deepEqual([config.port, config.adminKey], [7, null]);
  });

  it('say where readers reach the service, as addresses can hold it', () => {
    const read = (publicUrl: string) => loadConfig({ environment: { XUNWEN_PUBLIC_URL: publicUrl } }).publicUrl;
    assert.equal(read('https://news.example/search//'), 'https://news.example/search');
    assert.equal(read('https://新闻.example'), 'https://xn--efvy88h.example');
    for (const bad of [
      'news.example',
      'ftp://news.example',
      'https://me:word@news.example',
      'https://news.example/?q=',
      'https://news.example/a b',
      'https://news.example/"',
      'https://news.example/{x}',
      'https://news.example\nX: y',
    ])
      assert.throws(() => read(bad), /is not a web address such as/, bad);
  });

  it('are frozen', () => {
    const config = loadConfig({ environment: { XUNWEN_CORS_ORIGINS: '*' } });
    assert.ok(Object.isFrozen(config));
    assert.ok(Object.isFrozen(config.corsOrigins));
  });

  it('that are wrong are told all together, in the order of the table, with name and value', () => {
    const problems = problemsOf({
      XUNWEN_LOG_LEVEL: 'loud',
      XUNWEN_PORT: '70000',
      XUNWEN_HOST: 'a b',
      XUNWEN_REQUEST_TIMEOUT: '0',
      XUNWEN_ENGINE: 'steam',
      XUNWEN_SITE_NAME: '闻'.repeat(61),
      XUNWEN_PROT: '1',
    });
    assert.deepEqual(
      problems.map((problem) => problem.split(/[: ]/, 1)[0]),
      ['HOST', 'PORT', 'REQUEST_TIMEOUT', 'LOG_LEVEL', 'SITE_NAME', 'ENGINE', 'PROT'].map((name) => `XUNWEN_${name}`),
    );
    assert.equal(problems[1], 'XUNWEN_PORT: "70000" is not a port, 0 to 65535');
    assert.equal(problems[6], 'XUNWEN_PROT is not a setting; did you mean XUNWEN_PORT?');
  });

  it('name the flag where the flag is wrong', () => {
    assert.throws(() => loadConfig({ environment: {}, flags: { bodyLimit: '3tb' } }), {
      message: 'a setting is wrong:\n  --body-limit: "3tb" is not a size from 1kb to 1024mb',
    });
  });

  it('never show the key', () => {
    const [problem = ''] = problemsOf({ XUNWEN_ADMIN_KEY: 'geheim' });
    assert.match(problem, /^XUNWEN_ADMIN_KEY is not a key/);
    assert.doesNotMatch(problem, /geheim/);
  });

  for (const [name, value] of [
    ['XUNWEN_PORT', '8e1'],
    ['XUNWEN_PORT', '-1'],
    ['XUNWEN_CORS_ORIGINS', 'https://a.example/'],
    ['XUNWEN_CORS_ORIGINS', 'a.example'],
    ['XUNWEN_CORS_ORIGINS', 'ftp://a.example'],
    ['XUNWEN_RECENCY', '1.5'],
    ['XUNWEN_RECENCY', 'much'],
    ['XUNWEN_BODY_LIMIT', '1'],
    ['XUNWEN_BODY_LIMIT', '2000mb'],
    ['XUNWEN_BODY_LIMIT', 'mb'],
    ['XUNWEN_ADMIN_KEY', 'with a space in between'],
    ['xunwen_port', '3000'],
  ] as const) {
    it(`refuse ${name}=${value}`, () => assert.equal(problemsOf({ [name]: value }).length, 1));
  }

  it('are a Markdown table of one line each', () => {
    const [head, rule, ...rows] = settingsTable().split('\n');
    assert.equal(head, '| Variable | Flag | Default | Meaning |');
    assert.equal(rule, '| --- | --- | --- | --- |');
    assert.equal(rows.length, settings.length);
    for (const [at, row] of rows.entries()) {
      const setting = settings[at];
      assert.ok(setting !== undefined);
      assert.match(row, /^\| `XUNWEN_[A-Z_]+` \| `--[a-z-]+` \| (?:none|`[^`]+`) \| [^|]+ \|$/);
      assert.ok(row.startsWith(`| \`${setting.name}\` | \`${flagOf(setting)}\` |`));
    }
  });
});
