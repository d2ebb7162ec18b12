/** What a page can say about itself. */
export type PageField = 'title' | 'publishedAt' | 'updatedAt' | 'source' | 'author' | 'editor' | 'section' | 'url';

/** One place of a page that says something. */
export interface Voice {
  readonly field: PageField;
  /** Times are ISO 8601 at +08:00; other text is on one line and trimmed; never empty. */
  readonly value: string;
  /** Where it stands, for people, such as `json-ld datePublished` or `a line of facts`. */
  readonly from: string;
  /** From 0 (a guess) to 1 (the page says just this): voices are chosen by it. */
  readonly sureness: number;
}
