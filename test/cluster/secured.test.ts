import assert from 'node:assert/strict';
import { join } from 'node:path';
import { z } from 'zod';
import { ClusterConnection } from '../../corpus/index.js';
import { loadConfig } from '../../server/config.js';
import { examine, type Finding } from '../../server/doctor/index.js';
import { cleanUp, lines, newFolder, startService, titlesAt } from '../server/cli-process.js';
import { nodeUrls } from './one-cluster.js';
import { securedProxy, type SecuredProxy } from './secured-proxy.js';

const [user, password, key, prefix] = ['xunwen', '密码 with: signs', 'key-for-everything', 'secured'] as const;

describe('a cluster behind TLS that wants a password', function () {
  this.timeout(60_000);
  let proxy: SecuredProxy;
  let settings: Readonly<Record<string, string>>;
  before(async () => {
    proxy = await securedProxy(user, password);
    settings = {
      XUNWEN_ENGINE: 'opensearch',
      XUNWEN_OPENSEARCH_NODES: proxy.url,
      XUNWEN_OPENSEARCH_USER: user,
      XUNWEN_OPENSEARCH_PASSWORD: password,
      XUNWEN_OPENSEARCH_CA: proxy.certificate,
      XUNWEN_OPENSEARCH_PREFIX: prefix,
    };
  });
  after(async () => {
    proxy.close();
    const connection = await ClusterConnection.open({ nodes: nodeUrls(), prefix, copies: 2, shards: 1 });
    await connection.ask(z.unknown(), { method: 'DELETE', path: [connection.index('*')] });
    await connection.close();
  });
  afterEach(cleanUp);

  const found = async (environment: Readonly<Record<string, string>>): Promise<Finding | undefined> => {
    const config = loadConfig({ environment: { ...environment, XUNWEN_DATA: join(newFolder(), 'data') } });
    return (await examine(config)).find(({ name }) => name === 'cluster');
  };

  it('serves whoever has the certificate and the password', async () => {
    const { url } = await startService(newFolder(), { env: { ...settings, XUNWEN_ADMIN_KEY: key } });
    const answer = await fetch(`${url}/api/articles`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/x-ndjson' },
      body: lines('揽月大桥通车'),
    });
    assert.equal(answer.status, 200);
    assert.deepEqual(await titlesAt(url, '大桥'), ['揽月大桥通车']);
  });

  it('refuses another password, and it is said which setting has it', async () => {
    const refused = await found({ ...settings, XUNWEN_OPENSEARCH_PASSWORD: 'wrong' });
    assert.equal(refused?.level, 'fail');
    assert.match(refused?.told ?? '', /does not take the user and password of XUNWEN_OPENSEARCH_USER/);
  });

  it('is not believed without its certificate, and it is said which setting wants it', async () => {
    const { XUNWEN_OPENSEARCH_CA: _, ...without } = settings;
    const refused = await found(without);
    assert.equal(refused?.level, 'fail');
    assert.match(refused?.told ?? '', /self-signed certificate/);
    assert.match(refused?.advice ?? '', /XUNWEN_OPENSEARCH_CA/);
  });
});
