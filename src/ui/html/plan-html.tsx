import { renderToString } from 'preact-render-to-string'
import type { Plan } from '../../model/plan.ts'
import { alarms } from '../plan/alarms.ts'
import { headOf } from '../plan/head.ts'
import { notes } from '../plan/notes.ts'
import type { Reading } from '../plan/reading.ts'
import { settled } from '../plan/settled.ts'
import { closingOf } from '../plan/totals.ts'
import type { Block, Section } from '../report/report.ts'
import { type Bar, Chart } from './components/chart.tsx'
import { SIGN_OF } from './components/operation-row.tsx'
import { Contents, Masthead, Totals } from './components/overview.tsx'
import { type Filter, Toolbar } from './components/toolbar.tsx'
import { htmlDocument } from './document.tsx'
import { alarmsOf, contextOf } from './operations/context.ts'
import { filtersOf } from './operations/filters.ts'
import { groupsOf } from './operations/groups.ts'
import type { OperationGroup } from './operations/operation-view.ts'
import { summariesOf } from './operations/summaries.ts'
import { operationsHtml } from './operations-html.tsx'
import type { Pages } from './pages.ts'
import { sectionHtml } from './sections.tsx'

/** A plan as a page to look through, in pieces: alarms, what changes, every operation, and what is left alone. */
export function planHtml(plan: Plan, reading: Reading, pages: Pages): Generator<string> {
  return htmlDocument(`Plan for ${plan.workspace.scope}`, body(plan, { ...reading, back: true }, pages))
}

interface Placed {
  id: string
  section: Section
}

function* body(plan: Plan, reading: Reading, pages: Pages): Generator<string> {
  const context = contextOf(plan, pages)
  const groups = groupsOf(plan, context)
  const sections = alarms(plan, { ...reading, rows: Number.POSITIVE_INFINITY })
  const alarming = placed(sections, 'alarm')
  const noted = placed([...settled(plan, reading), ...notes(plan, reading)], 'note')
  const closing = closingOf(plan)
  yield renderToString(
    <Masthead
      title={`Plan for ${plan.workspace.scope}`}
      head={headOf(plan)}
      verdict={closing.at(-1)}
      held={!plan.applyable}
    />,
  )
  yield renderToString(<Contents entries={contents(alarming, groups, noted)} />)
  yield '<main id="main" tabindex="-1">\n'
  for (const { section, id } of alarming) yield* sectionHtml(section, id)
  const concerned = new Set(plan.operations.flatMap((operation) => alarmsOf(operation, context)))
  const filters = filtersOf(
    groups,
    sections.filter(({ id }) => concerned.has(id)),
    plan,
  )
  if (groups.length > 0) yield* changesHtml(groups, filters, summariesOf(plan, reading))
  for (const { section, id } of noted) yield* sectionHtml(section, id)
  yield renderToString(<Totals phrases={closing.slice(0, -1)} />)
  yield '</main>\n'
}

function placed(sections: Section[], name: string): Placed[] {
  return sections.map((section, at) => ({ section, id: `${name}-${at + 1}` }))
}

function* changesHtml(
  groups: OperationGroup[],
  filters: Filter[],
  summaries: ReadonlyMap<string, Block[]>,
): Generator<string> {
  yield '<section class="changing" aria-labelledby="changes">\n<h2 id="changes">Changes</h2>\n'
  yield renderToString(<Chart bars={groups.map(barOf)} />)
  yield renderToString(<Toolbar filters={filters} />)
  yield* operationsHtml(groups, summaries)
  yield '</section>\n'
}

function barOf({ id, action, label, size }: OperationGroup): Bar {
  return { what: label, sign: SIGN_OF[action], number: size, href: `#${id}` }
}

function contents(alarming: Placed[], groups: OperationGroup[], noted: Placed[]) {
  const entry = ({ section, id }: Placed) => ({ title: section.title, weight: section.weight, href: `#${id}` })
  return [
    ...alarming.map(entry),
    ...groups.map(({ title, id }) => ({ title, weight: 'change' as const, href: `#${id}` })),
    ...noted.map(entry),
  ]
}
