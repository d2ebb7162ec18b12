import { LiveSynonyms, readDictionary, readUserWords, WordFile } from '../../indexer/index.js';
import type { Config } from '../config.js';
import { readPlan } from '../crawl/index.js';
import { reachNow, wordFilesIn } from '../data-folder/index.js';
import { Listener } from '../owner/index.js';
import { fail, ok, warn, type Finding } from './finding.js';

/** Whether the words and the synonyms can be read; those of a cluster were looked at when they were written. */
export async function words(config: Config): Promise<Finding> {
  try {
    return ok('words', config.engine === 'embedded' ? await wordsOfFiles(config) : wordsOfOperator(config));
  } catch (error) {
    return fail(
      'words',
      error instanceof Error ? error.message : String(error),
      'mend the line, or move the file away',
    );
  }
}

async function wordsOfFiles({ dataFolder, userDictionary }: Config): Promise<string> {
  const files = wordFilesIn(dataFolder);
  const { own, operators } = await readDictionary({ own: new WordFile(files.dictionary), operators: userDictionary });
  const synonyms = await LiveSynonyms.open(new WordFile(files.synonyms));
  const counts = [[...own].length, [...operators].length, synonyms.current.rules.length];
  return `${counts[0]} of the data folder, ${counts[1]} of XUNWEN_USER_DICT; ${counts[2]} rules of synonyms`;
}

function wordsOfOperator({ userDictionary }: Config): string {
  const operators = userDictionary === null ? [] : readUserWords(userDictionary);
  return `${operators.length} of XUNWEN_USER_DICT; the others are in the cluster`;
}

/** Whether the sources that the service is to follow can be read. */
export async function sources({ sources: file }: Config): Promise<Finding> {
  if (file === null) return ok('sources', 'none are followed');
  const plan = await readPlan(file);
  return ok('sources', `${plan.sources.length} of ${file}`);
}

/** Whether the service could listen where it is told to; one that does so has the port itself. */
export async function address({ host, port, dataFolder }: Config): Promise<Finding> {
  const told = `${host}, port ${port}`;
  if ((await reachNow(dataFolder)) === 'served') return ok('address', `${told}; a service has the data folder`);
  const listener = await Listener.onPort(host, port, () => undefined, { idle: 1 });
  await listener.close(0);
  return ok('address', told);
}

/** Settings that fit together, but may not be meant so. */
export function settings({ host, trustedProxies, corsOrigins, publicUrl, searchAccess }: Config): Finding {
  const isLocal = ['127.0.0.1', '::1', 'localhost'].includes(host);
  const remarks = [
    isLocal && publicUrl !== null && trustedProxies.length === 0
      ? 'behind a proxy, limits by address need XUNWEN_TRUSTED_PROXIES'
      : null,
    !isLocal && publicUrl === null ? 'set XUNWEN_PUBLIC_URL, or feeds name whatever host they are asked by' : null,
    corsOrigins.includes('*') && searchAccess === 'key'
      ? 'XUNWEN_CORS_ORIGINS=* lets every page use a key it finds'
      : null,
  ].filter((remark) => remark !== null);
  const told = `listens on ${host}; searching is ${searchAccess === 'public' ? 'public' : 'for keys'}`;
  return remarks.length === 0 ? ok('settings', told) : warn('settings', told, remarks.join('; '));
}
