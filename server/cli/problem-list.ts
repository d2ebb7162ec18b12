import type { ProblemReading } from '../../corpus/index.js';
import { counted } from './terminal.js';

/** Problems that are told one by one; the others are counted. */
const told = 20;

/** Tells of what could not be read, as it is met. */
export class ProblemList {
  /** Met so far. */
  count = 0;
  readonly #say: (line: string) => void;

  /** @param say writes a line for the user */
  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  add({ file, line, detail }: ProblemReading): void {
    this.count++;
    if (this.count <= told) this.#say(`${line === null ? file : `${file}:${line}`}: ${detail}`);
  }

  /** Says how many more there were. */
  end(): void {
    if (this.count > told) this.#say(`… and ${counted(this.count - told, 'more problem')}`);
  }
}
