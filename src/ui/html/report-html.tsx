import { renderToString } from 'preact-render-to-string'
import type { Report } from '../report/report.ts'
import { Contents, Masthead, Totals } from './components/overview.tsx'
import { htmlDocument } from './document.tsx'
import { sectionHtml } from './sections.tsx'

/** Any report as a page of its own, in pieces. */
export function reportHtml(report: Report): Generator<string> {
  return htmlDocument(report.title, body(report))
}

function* body({ title, head, sections, closing }: Report): Generator<string> {
  const entries = sections.map(({ title: text, weight }, at) => ({ title: text, weight, href: `#${placeOf(at)}` }))
  const alarming = sections.some(({ weight }) => weight === 'alarm')
  yield renderToString(<Masthead title={title} head={head} verdict={closing.at(-1)} held={alarming} />)
  yield renderToString(<Contents entries={entries} />)
  yield '<main id="main" tabindex="-1">\n'
  for (const [at, section] of sections.entries()) yield* sectionHtml(section, placeOf(at))
  yield renderToString(<Totals phrases={closing.slice(0, -1)} />)
  yield '</main>\n'
}

/** Two sections may have the same id. */
function placeOf(at: number): string {
  return `section-${at + 1}`
}
