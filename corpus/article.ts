/** An image of an article. */
export interface ArticleImage {
  readonly url: string | null;
  readonly caption: string | null;
}

/**
 * A news article as everything past the readers knows it: validated and normalised by `parseArticle`.
 * Every key is there; what an article does not have is `null` or an empty list.
 * All text is well-formed Unicode (no unpaired surrogates).
 */
export interface Article {
  /** 1 to 512 characters; derived from the canonical URL, else from the content, where the input has none. */
  readonly id: string;
  readonly url: string | null;
  /** May be empty where `body` is not. */
  readonly title: string;
  /** Plain text, paragraphs separated by `\n`; may be empty where `title` is not. */
  readonly body: string;
  /** ISO 8601 at +08:00 with seconds, such as `2022-09-21T00:00:00+08:00`; `null` where unknown. */
  readonly publishedAt: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly images: readonly ArticleImage[];
}
