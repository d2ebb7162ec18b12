import { texts } from '../page/texts.js';
import { element, xmlText } from './xml.js';

/** Characters of a short name at most. */
const shortName = 16;

/**
 * What lets a browser search here from its address bar (OpenSearch 1.1, github.com/dewitt/opensearch): where the results
 * are, as a page and as a feed, and where the suggestions.
 * @param baseUrl without a slash at the end
 */
export function renderOpenSearch(siteName: string, baseUrl: string, icon: string): string {
  const base = xmlText(baseUrl);
  const url = (type: string, path: string): string => `<Url type="${type}" method="get" template="${base}${path}"/>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
${element('ShortName', Array.from(siteName).slice(0, shortName).join(''))}${element('Description', texts.searchIn(siteName))}<InputEncoding>UTF-8</InputEncoding>
<Language>zh-CN</Language>
<Image width="64" height="64" type="image/svg+xml">${base}${xmlText(icon)}</Image>
${url('text/html', '/?q={searchTerms}')}${url('application/x-suggestions+json', '/suggest.json?q={searchTerms}')}${url('application/rss+xml', '/search.rss?q={searchTerms}')}<Url rel="self" type="application/opensearchdescription+xml" template="${base}/opensearch.xml"/>
</OpenSearchDescription>
`;
}
