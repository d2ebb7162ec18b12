import { z } from 'zod';
import { boundedList, boundedText } from '../../corpus/index.js';
import { blockedForm } from '../../indexer/index.js';

/** The blocked words, as they are answered. */
export interface BlockedAnswer {
  readonly words: readonly string[];
}

/** Documents the answers of `/api/admin/blocked`. */
export const blockedAnswer: z.ZodType<BlockedAnswer> = z.object({
  words: z.array(z.string()).meta({ description: 'All blocked words, folded.' }),
});

/** A word to block, or to let go again; it comes out folded. */
export const blockedWord: z.ZodType<string> = boundedText({ max: 256 }).transform((word, context) => {
  const form = blockedForm(word);
  if (form !== null) return form;
  context.addIssue({ code: 'custom', message: 'a word has to be of 1 to 64 characters, not of punctuation alone' });
  return z.NEVER;
});

/** The body of `POST /api/admin/blocked`; the words come out folded. */
export const blockedInput: z.ZodType<BlockedAnswer> = z.object({
  words: boundedList(blockedWord, { min: 1, max: 1000 }).meta({
    description: 'Words to block.',
    examples: [['副局长']],
  }),
});
