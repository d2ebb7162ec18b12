import { z } from 'zod';

/** A case of `cases.json`: articles, what is typed, and what the HTTP interface has to answer to each of it. */
export interface Case {
  /** What the case shows, and where it comes from. */
  readonly comment: string;
  /** Articles: bodies, or whole ones as they would be sent, without an id. The first is number 0. */
  readonly texts: readonly (string | Readonly<Record<string, unknown>>)[];
  /** Lines that the dictionary is sent once the articles are there. */
  readonly dictionary?: readonly string[] | undefined;
  /** What is typed; all the rest holds for each. */
  readonly queries: readonly string[];
  /** Further parameters of the search, such as `recency` and `match`. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** The numbers of just the articles that are found: rising, or as the hits come where `inOrder`. */
  readonly finds?: readonly number[] | undefined;
  readonly inOrder?: boolean | undefined;
  /** The numbers of the copies that the hits name, rising. */
  readonly copies?: readonly number[] | undefined;
  /** All the strings under `<mark>` in the first hit's title and snippets, each once. */
  readonly marks?: readonly string[] | undefined;
  /** The correction that the search offers; `null`: none. */
  readonly didYouMean?: string | null | undefined;
  /** Texts among the suggestions; others may be there, too. */
  readonly suggests?: readonly string[] | undefined;
  /** Texts that are none of the suggestions. */
  readonly doesNotSuggest?: readonly string[] | undefined;
}

/** What a case expects of a search, and of suggestions; one of all these has to be there. */
export function expectsOfSearch({ finds, copies, marks, didYouMean }: Case): boolean {
  return finds !== undefined || copies !== undefined || marks !== undefined || didYouMean !== undefined;
}

export function expectsOfSuggestions({ suggests, doesNotSuggest }: Case): boolean {
  return suggests !== undefined || doesNotSuggest !== undefined;
}

const strings = z.array(z.string());

/** Refuses what it does not know: a misspelled expectation would never be checked. */
export const caseSchema: z.ZodType<Case> = z
  .strictObject({
    comment: z.string().min(1),
    texts: z.array(z.union([z.string(), z.record(z.string(), z.unknown())])),
    dictionary: strings.min(1).optional(),
    queries: strings.min(1),
    parameters: z.record(z.string(), z.string()).optional(),
    finds: z.array(z.int()).optional(),
    inOrder: z.boolean().optional(),
    copies: z.array(z.int()).optional(),
    marks: strings.optional(),
    didYouMean: z.string().nullable().optional(),
    suggests: strings.optional(),
    doesNotSuggest: strings.optional(),
  })
  .refine((one) => expectsOfSearch(one) || expectsOfSuggestions(one), 'a case has to expect something');
