/** What is kept of a description: as it was sent, or with line ends, quotes and empty tags as a serialiser writes them. */
export function keptHtml(html: string, how: 'as-is' | 'tidy'): string {
  if (how === 'as-is') return html
  return html
    .replace(/\r\n?/g, '\n')
    .replace(/<(\w+)((?:\s[^>]*?)?)\s*\/>/g, '<$1$2>')
    .replace(/(\s[\w-]+=)'([^'"]*)'/g, '$1"$2"')
}
