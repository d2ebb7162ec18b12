/** Folded characters an article, assumed of an index until it is known better: by a compaction, or by `xunwen reindex`. */
export const assumedAverageLength = 600;
