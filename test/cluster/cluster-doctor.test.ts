import assert from 'node:assert/strict';
import { join } from 'node:path';
import { z } from 'zod';
import { OpenSearchArticleStore, presentIndices } from '../../corpus/index.js';
import { loadConfig } from '../../server/config.js';
import { examine, type Finding } from '../../server/doctor/index.js';
import { cleanUp, newFolder } from '../server/cli-process.js';
import { connections } from './connections.js';
import { nodeUrls } from './one-cluster.js';
import { until } from './until.js';

describe('xunwen doctor on a cluster', function () {
  this.timeout(60_000);
  const { connect, fill } = connections('doctor');
  afterEach(cleanUp);

  const look = async (more: Readonly<Record<string, string>> = {}): Promise<readonly Finding[]> => {
    const connection = await connect();
    const environment = {
      XUNWEN_ENGINE: 'opensearch',
      XUNWEN_OPENSEARCH_NODES: nodeUrls().join(','),
      XUNWEN_OPENSEARCH_PREFIX: connection.options.prefix,
      XUNWEN_DATA: join(newFolder(), 'data'),
      XUNWEN_PORT: '0',
      ...more,
    };
    return examine(loadConfig({ environment }));
  };
  const ofCluster = async (more: Readonly<Record<string, string>> = {}): Promise<Finding | undefined> =>
    (await look(more)).find(({ name }) => name === 'cluster');

  it('says what is there, makes no index, and does not look for databases that are not used', async () => {
    const findings = await look();
    assert.deepEqual(
      findings.filter(({ level }) => level === 'fail'),
      [],
    );
    const told = new Map(findings.map((one) => [one.name, one.told]));
    assert.match(
      told.get('cluster') ?? '',
      /^OpenSearch \d+\.\d+.*, 3 nodes, 3 with data; no indices of doctor-\d+ yet$/,
    );
    assert.equal(told.get('databases'), 'there are none yet');
    assert.match(told.get('words') ?? '', /^0 of XUNWEN_USER_DICT/);
    const connection = await connect();
    assert.deepEqual(await presentIndices(connection), []);
    await OpenSearchArticleStore.open(connection);
    const [path, query] = [['_cluster', 'health', connection.index('*')], { wait_for_status: 'green' }];
    await connection.ask(z.unknown(), { method: 'GET', path, query, patience: 40_000 });
    const now = await ofCluster();
    assert.equal(now?.level, 'ok');
    assert.match(now?.told ?? '', /2 indices of doctor-\d+, green$/);
  });

  it('warns where the settings want more copies than there are nodes', async () => {
    const found = await ofCluster({ XUNWEN_OPENSEARCH_COPIES: '4' });
    assert.deepEqual(
      [found?.level, found?.advice],
      ['warn', 'XUNWEN_OPENSEARCH_COPIES is 4: there is no room for more than 3'],
    );
    const connection = await connect({ copies: 4 });
    await connection.makeIndex('meta', { mappings: {} });
    const copies = await ofCluster();
    assert.equal(copies?.level, 'warn');
    assert.match(copies?.advice ?? '', /^copies are missing/);
  });

  it('warns where indices were made with fewer copies than the settings want now', async () => {
    const connection = await connect({ copies: 2 });
    await connection.makeIndex('articles', { mappings: {} });
    await until(async () => (await ofCluster())?.level === 'ok', 40_000);
    const found = await ofCluster({ XUNWEN_OPENSEARCH_COPIES: '3' });
    assert.equal(found?.level, 'warn');
    assert.match(
      found?.advice ?? '',
      /was less when these were made \(doctor-\d+-articles\).*number_of_replicas to 2$/,
    );
  });

  it('fails where nothing can be written: on a full disk, or to one copy where two are wanted', async () => {
    const connection = await connect({ copies: 1 });
    await connection.makeIndex('articles', { mappings: {} });
    assert.equal((await ofCluster({ XUNWEN_OPENSEARCH_COPIES: '1' }))?.level, 'ok');
    const one = await ofCluster();
    assert.equal(one?.level, 'fail');
    assert.match(one?.advice ?? '', /have one \(doctor-\d+-articles\)/);
    await fill('articles', true);
    const full = await ofCluster({ XUNWEN_OPENSEARCH_COPIES: '1' });
    assert.equal(full?.level, 'fail');
    assert.match(full?.advice ?? '', /a disk is full.*doctor-\d+-articles/);
    await fill('articles', false);
  });

  it('fails where shards are gone, or the cluster is', async () => {
    const connection = await connect();
    const body = { settings: { number_of_replicas: 1, 'index.routing.allocation.require._name': 'nobody' } };
    const [path, query] = [[connection.index('keys')], { wait_for_active_shards: 0 }];
    await connection.ask(z.unknown(), { method: 'PUT', path, query, body });
    const red = await ofCluster();
    assert.equal(red?.level, 'fail');
    assert.match(red?.advice ?? '', /^shards are missing/);
    const gone = await ofCluster({ XUNWEN_OPENSEARCH_NODES: 'http://127.0.0.1:1' });
    assert.equal(gone?.level, 'fail');
    assert.match(gone?.told ?? '', /cannot be reached.*ECONNREFUSED/);
    const wrong = await ofCluster({ XUNWEN_OPENSEARCH_CA: '/nowhere/ca.pem' });
    assert.equal(wrong?.level, 'fail');
    assert.match(wrong?.told ?? '', /nowhere\/ca\.pem/);
  });
});
