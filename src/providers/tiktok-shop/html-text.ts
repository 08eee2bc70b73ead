import { decodeEntities } from '../../model/text.ts'

/** Comments, and what is no text although it stands between tags. */
const HIDDEN = /<!--[\s\S]*?-->|<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi
/** A new line begins before and after these. */
const BLOCK = /<\/?(?:p|div|ul|ol|h[1-6]|table|tr|section|article|blockquote)\b[^>]*>|<br\b[^>]*>|<\/li\s*>/gi
const ENTRY = /<li\b[^>]*>/gi
const TAG = /<\/?[a-z][^>]*>/gi

/** What people read of a description, whose form is HTML with few tags (contract, 5.2); its pictures are left out. */
export function textOfHtml(html: string): string | null {
  const lines = decodeEntities(marked(html))
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '' && line !== '-')
  return lines.length === 0 ? null : lines.join('\n')
}

/** Line breaks where people see some; in text without tags those are its own. */
function marked(html: string): string {
  const seen = html.replace(HIDDEN, '')
  if (!new RegExp(TAG).test(seen)) return seen
  return seen.replace(/\s+/g, ' ').replace(ENTRY, '\n- ').replace(BLOCK, '\n').replace(TAG, '')
}
