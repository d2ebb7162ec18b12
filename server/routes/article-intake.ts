import type { Article, Reading } from '../../corpus/index.js';
import { BackgroundSlices, type Ingest } from '../../indexer/index.js';
import { InterruptedUpload } from '../problem.js';
import { listedRejections } from '../schemas/article.js';
import type { Rejection, UploadAnswer } from '../schemas/article.js';

/** A batch is written when it holds so many articles, or so many characters of text. */
const batchArticles = 100;
const batchCharacters = 8_000_000;

/** Takes articles in batches and counts. An article counts as accepted only after it is on disk and in the index. */
class Intake {
  readonly #ingest: Ingest;
  #batch: Article[] = [];
  #characters = 0;
  #accepted = 0;
  #rejectedCount = 0;
  #lastLine = 0;
  readonly #rejected: Rejection[] = [];
  #durableThrough = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(ingest: Ingest) {
    this.#ingest = ingest;
  }

  answer(): UploadAnswer {
    return { accepted: this.#accepted, rejectedCount: this.#rejectedCount, rejected: this.#rejected };
  }

  async add(reading: Reading): Promise<void> {
    this.#lastLine = reading.line ?? this.#lastLine + 1;
    if (reading.kind === 'problem') return this.#reject(reading.code, reading.detail);
    this.#batch.push(reading.article);
    this.#characters += reading.article.title.length + reading.article.body.length;
    if (this.#batch.length >= batchArticles || this.#characters >= batchCharacters) await this.#hand();
  }

  /**
   * Writes what is pending. Where that fails, it is let go: a second call does not try it again.
   * @throws InterruptedUpload
   */
  async flush(): Promise<void> {
    await this.#hand();
    await this.#written();
  }

  /** Hands the batch on once the one before is safe: while it is written, the next one is taken. */
  async #hand(): Promise<void> {
    const [batch, lastLine] = [this.#batch, this.#lastLine];
    this.#batch = [];
    this.#characters = 0;
    await this.#written();
    this.#writing = this.#write(batch, lastLine);
    // Whoever awaits it sees a failure.
    this.#writing.catch(() => undefined);
  }

  async #write(batch: readonly Article[], lastLine: number): Promise<void> {
    if (batch.length > 0) await this.#ingest.write(batch);
    this.#accepted += batch.length;
    this.#durableThrough = lastLine;
  }

  async #written(): Promise<void> {
    const writing = this.#writing;
    this.#writing = Promise.resolve();
    try {
      await writing;
    } catch (error) {
      throw this.interrupted(error);
    }
  }

  interrupted(cause: unknown): InterruptedUpload {
    return new InterruptedUpload(cause, this.#durableThrough);
  }

  #reject(code: string, detail: string): void {
    this.#rejectedCount++;
    if (this.#rejected.length < listedRejections) this.#rejected.push({ line: this.#lastLine, code, detail });
  }
}

/**
 * Takes a whole upload, one batch after the other: while one is being written, one more is read and nothing else.
 * @throws InterruptedUpload where it breaks off; what had arrived whole by then is kept, unless writing itself failed
 */
export async function takeArticles(upload: AsyncIterable<Reading>, ingest: Ingest): Promise<UploadAnswer> {
  const intake = new Intake(ingest);
  try {
    const slices = new BackgroundSlices();
    for await (const reading of upload) {
      await intake.add(reading);
      if (slices.isOver) await slices.next();
    }
  } catch (error) {
    if (error instanceof InterruptedUpload) throw error;
    await intake.flush();
    throw intake.interrupted(error);
  }
  await intake.flush();
  return intake.answer();
}
