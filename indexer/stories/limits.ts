/** Articles that a new one is compared with: those that share most fingerprints. */
export const mostCompared = 16;
/** A story of more copies is not looked through again when one of them goes: it stays one without it. */
export const mostParted = 24;
/** Articles that share a fingerprint are looked at up to so many, the last ones first: more share a common phrase. */
export const longestChain = 64;
