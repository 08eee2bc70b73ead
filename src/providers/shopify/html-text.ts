import { decodeEntities } from '../../model/text.ts'

/** What is no text although it stands between tags. */
const HIDDEN = /<!--[\s\S]*?-->|<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi
/** People see a new line there. */
const BREAKS = /<br\b[^>]*>|<\/?(?:p|div|ul|ol|dl|h[1-6]|table|tr|section|article|blockquote)\b[^>]*>|<\/li\s*>/gi
const POINT = /<li\b[^>]*>/gi
const TAG = /<\/?[a-z][^>]*>/gi

/** What people read of a description, line by line; `null` when there is nothing to read. */
export function textOfHtml(html: string): string | null {
  const seen = html.replace(HIDDEN, '')
  // In text without tags the line breaks are its own.
  const isPlain = seen.search(TAG) < 0
  const marked = isPlain
    ? seen
    : seen.replace(/\s+/g, ' ').replace(POINT, '\n- ').replace(BREAKS, '\n').replace(TAG, '')
  const lines = decodeEntities(marked)
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '' && line !== '-')
  return lines.length === 0 ? null : lines.join('\n')
}
