import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The official distribution without its plugins, as its project publishes it for integration tests. */
const openSearchVersion = '2.19.1';
const artifact = `org.opensearch.distribution.integ-test-zip:opensearch:${openSearchVersion}:zip`;
const hint = 'the tests on a cluster need mvn, unzip and Java 17 (docs/OPENSEARCH.md)';
const cache = join('node_modules', '.cache', 'opensearch');

/**
 * Unpacks OpenSearch into a folder, where whoever runs it can read it: from what was fetched before, else from what Maven
 * fetches now (50 MB). `XUNWEN_OPENSEARCH_HOME` names one that is unpacked already.
 * @returns the folder with its `bin`
 * @throws Error that says what is missing
 */
export function openSearchHome(folder: string): string {
  const named = process.env['XUNWEN_OPENSEARCH_HOME'];
  if (named !== undefined) return named;
  const zip = `opensearch-${openSearchVersion}.zip`;
  if (!existsSync(join(cache, zip))) fetchZip(zip);
  run('unzip', ['-q', join(cache, zip), '-d', folder]);
  return join(folder, `opensearch-${openSearchVersion}`);
}

/**
 * The Java that runs it, which the distribution does not bring: `JAVA_HOME`, else the one on the path.
 * @throws Error that says what is missing
 */
export function javaHome(): string {
  const named = process.env['JAVA_HOME'];
  if (named !== undefined) return named;
  const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'java'));
  const java = places.find((place) => existsSync(place));
  if (java === undefined) throw new Error(`there is no java; ${hint}`);
  return dirname(dirname(realpathSync(java)));
}

function fetchZip(zip: string): void {
  const fetching = join(cache, `fetching-${process.pid}`);
  mkdirSync(fetching, { recursive: true });
  try {
    run('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${fetching}`]);
    // Whole or not at all.
    renameSync(join(fetching, zip), join(cache, zip));
  } finally {
    rmSync(fetching, { recursive: true, force: true });
  }
}

function run(program: string, args: readonly string[]): void {
  try {
    execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 600_000 });
  } catch (error) {
    throw new Error(`${program} failed: ${String(error)}; ${hint}`, { cause: error });
  }
}
