import type { Article } from '../article.js';
import type { HtmlPage } from '../page/html/read-html-page.js';
import type { SiteRules } from '../page/html/site-rules.js';

/** An article as a reader found it. */
export interface ArticleReading {
  readonly kind: 'article';
  readonly article: Article;
  /** The path as it was given, or found in a folder that was given; `-` is standard input. */
  readonly file: string;
  /** From 1: the line in JSON lines, the place in a JSON array. `null` where the file is one article. */
  readonly line: number | null;
}

/** Something that a reader cannot take; it goes on with what comes after. */
export interface ProblemReading {
  readonly kind: 'problem';
  readonly file: string;
  /** As in `ArticleReading`; `null` where the whole file is meant. */
  readonly line: number | null;
  /**
   * - `invalid_article`: what stands in this line or file is no article, and was passed over
   * - `unreadable`: the file is missing, in no known form, or breaks off; the rest of it was not read
   */
  readonly code: 'invalid_article' | 'unreadable';
  /** One clause for people, such as `publishedAt: not a date`. */
  readonly detail: string;
}

/** What a reader gives, one a line or file, in order. */
export type Reading = ArticleReading | ProblemReading;

/** Where readings come from and how their fields are called there. */
export interface Origin {
  /** The name that readings carry as `file`. */
  readonly file: string;
  /** See `parseFieldMap`; without it fields have the names of an article. */
  readonly map?: FieldMap | undefined;
  /** Rules for saved web pages of some sites. */
  readonly rules?: SiteRules | undefined;
  /** Told of each saved web page, before its reading is given. */
  readonly onPage?: PageListener | undefined;
}

/** Hears what was read from a page, with the places it comes from; lists of articles and empty pages are among them. */
export type PageListener = (file: string, page: HtmlPage) => void;

/** Article field to the name it has in the source; dots in a name lead into nested objects. */
export type FieldMap = ReadonlyMap<ArticleField, string>;

/** The fields that the input of an article may have. */
export const ARTICLE_FIELDS = [
  'id',
  'url',
  'title',
  'body',
  'html',
  'publishedAt',
  'source',
  'author',
  'section',
  'tags',
  'images',
] as const;

/** One of `ARTICLE_FIELDS`. */
export type ArticleField = (typeof ARTICLE_FIELDS)[number];
