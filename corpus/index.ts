export type { Article, ArticleImage } from './article.js';
export type { ArticleStore, FoldedArticle, StoreChange, StoredArticle } from './store/article-store.js';
