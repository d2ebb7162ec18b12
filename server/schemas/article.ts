import { z } from 'zod';
import type { Article } from '../../corpus/index.js';

/** An article as it is kept and answered: every key is there, what it does not have is null or an empty list. */
export const articleAnswer: z.ZodType<Article> = z.object({
  id: z.string(),
  url: z.string().nullable(),
  title: z.string(),
  body: z.string().meta({ description: 'Plain text, paragraphs separated by line feeds.' }),
  publishedAt: z.iso.datetime({ offset: true }).nullable(),
  source: z.string().nullable(),
  author: z.string().nullable(),
  section: z.string().nullable(),
  tags: z.array(z.string()),
  images: z.array(z.object({ url: z.string().nullable(), caption: z.string().nullable() })),
});

/** One article of an upload that was not taken. */
export interface Rejection {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
}

/** The answer of `POST /api/articles`. */
export interface UploadAnswer {
  readonly accepted: number;
  readonly rejectedCount: number;
  readonly rejected: readonly Rejection[];
}

/** No answer lists more rejections than these; `rejectedCount` counts them all. */
export const listedRejections = 1000;

/** Documents the answer of `POST /api/articles`. */
export const uploadAnswer: z.ZodType<UploadAnswer> = z.object({
  accepted: z.int().min(0).meta({ description: 'On disk, and found by every search that starts from now on.' }),
  rejectedCount: z.int().min(0),
  rejected: z
    .array(
      z.object({
        line: z.int().min(1).meta({ description: 'Line of the stream, or place in the array; from 1.' }),
        code: z.string(),
        detail: z.string(),
      }),
    )
    .max(listedRejections),
});
