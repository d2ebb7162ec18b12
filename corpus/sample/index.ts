import { fileURLToPath } from 'node:url';

/**
 * The absolute path of the folder with the sample news. The articles stay among the sources; compiled code finds them
 * from `<outDir>/corpus/sample/`.
 */
export const samplePath: string = fileURLToPath(new URL('../../../corpus/sample/', import.meta.url));
