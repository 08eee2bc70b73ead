import type { Plan } from '../../../src/model/plan.ts'
import { NO_PAGES, type Pages } from '../../../src/ui/html/pages.ts'
import { planHtml } from '../../../src/ui/html/plan-html.tsx'
import { readingOf } from '../../../src/ui/plan/reading.ts'

/** The page of a plan as one text. */
export function pageOf(plan: Plan, pages: Pages = NO_PAGES): string {
  return [...planHtml(plan, readingOf({ rows: 1_000 }), pages)].join('')
}

const LONGEST = 300
const MOST = 270
const SHOWN_AT_END = 20

/** What stands on a page, a line for each element of its structure; of a long one its start and its end. */
export function outlineOf(page: string): string {
  const lines = page
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<script type="module">.*?<\/script>/gs, '')
    .replace(/sha256-[^']+/g, 'sha256-…')
    .replace(/<\/(?:th|td|span|strong|a|li|p|summary|option|label|ins|del|button)>/g, '')
    .replace(/<(ins|del)>/g, '[$1]')
    .replace(/<(?!\/)/g, '\n<')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('</'))
    .map((line) => (line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line))
  if (lines.length <= MOST) return `${lines.join('\n')}\n`
  const rest = lines.length - MOST
  return [...lines.slice(0, MOST - SHOWN_AT_END), `… ${rest} lines …`, ...lines.slice(-SHOWN_AT_END), ''].join('\n')
}
