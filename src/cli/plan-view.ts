import { Flags } from '@oclif/core'
import type { Plan } from '../model/plan.ts'
import { loadProviders } from '../providers/registry.ts'
import type { OutputKind } from '../state/output-kind.ts'
import { planText } from '../state/plan-text.ts'
import { planCsv } from '../ui/csv/plan-csv.ts'
import { OPENING } from '../ui/html/opening.ts'
import { FEW, type Reading, readingOf } from '../ui/plan/reading.ts'
import { reviewPlan } from '../ui/plan/review.ts'
import type { Layout } from '../ui/text/layout.ts'
import { pagesOf } from './pages.ts'
import { markdownPieces, prepareReport, type Render, textPieces, writeReport } from './report.ts'
import { type ReportFlags, reportFlags } from './report-flags.ts'
import { showCommand } from './run-commands.ts'

export const PLAN_FORMATS = ['text', 'json', 'markdown', 'html', 'csv'] as const
export type PlanFormat = (typeof PLAN_FORMATS)[number]

/** How a plan is shown; `plan`, `show` and `apply` share it. */
export const readingFlags = {
  details: Flags.boolean({ description: 'Show everything: each product with all of its changes, and every remark.' }),
  'max-rows': Flags.integer({
    description: `Show so many of each sort; ${FEW} unless told.`,
    min: 1,
    exclusive: ['details'],
    helpValue: 'N',
  }),
}

/** Where it is shown, and as what. */
export const formatFlags = reportFlags(PLAN_FORMATS)

export interface ViewFlags extends Partial<ReportFlags<PlanFormat>> {
  details: boolean
  'max-rows'?: number | undefined
  /** The file that holds the plan, if there is one. */
  out?: string | undefined
}

const REPORT: OutputKind = {
  code: 'report-unwritable',
  name: 'report',
  one: 'report',
  begins: new RegExp(`^(?:Plan for |\\{\n"format_version"|<!-- catalog-sync:plan |section,operation,|${OPENING})`),
}

interface View {
  flags: ViewFlags
  reading: Reading
  layout: Layout
}

type Form = (plan: Plan, view: View) => ReturnType<Render>

/** A plan in each format, in pieces; what only some formats need is loaded with them. */
const FORMS: { readonly [format in PlanFormat]: Form } = {
  text: (plan, { reading, layout }) => textPieces(reviewPlan(plan, reading), layout),
  json: (plan) => planText(plan),
  markdown,
  html: async (plan, { flags }) => {
    const { planHtml } = await import('../ui/html/plan-html.tsx')
    const reading = readingFrom({ 'max-rows': ROWS_OF_PAGE, ...flags }, undefined)
    return planHtml(plan, reading, pagesOf(plan, await loadProviders()))
  },
  csv: (plan) => planCsv(plan),
}

function markdown(plan: Plan, { flags, reading }: Pick<View, 'flags' | 'reading'>): string[] {
  return markdownPieces(reviewPlan(plan, { ...reading, back: true }), flags, {
    about: { what: 'plan', scope: plan.workspace.scope },
    elsewhere: showCommand(flags.out),
    whole: flags.details,
  })
}

/** A plan as Markdown in so many bytes at most, whatever else is shown of it. */
export function planMarkdown(plan: Plan, given: ViewFlags, maxBytes: number): string[] {
  const flags = { ...given, details: false, 'max-bytes': maxBytes }
  return markdown(plan, { flags, reading: readingFrom(flags, undefined) })
}

/** Checks the place of a report before anything is read for it. @throws ConfigError */
export function prepareView(flags: ReportFlags): void {
  prepareReport(flags, REPORT)
}

/** What shows a plan, or says where it was written. @throws ConfigError when it cannot be written */
export async function viewPlan(plan: Plan, flags: ViewFlags, seen?: ReadonlySet<string>): Promise<Iterable<string>> {
  const { format = 'text', report, details } = flags
  const reading = readingFrom(flags, report === undefined ? seen : undefined)
  return writeReport(
    report,
    (layout) => FORMS[format](plan, { flags, reading, layout: { ...layout, whole: details } }),
    REPORT,
  )
}

/** What a browser has no trouble with, of each sort. */
const ROWS_OF_PAGE = 1_000

function readingFrom({ details, 'max-rows': rows }: ViewFlags, seen: ReadonlySet<string> | undefined): Reading {
  return readingOf({ details, ...(rows === undefined ? {} : { rows }), ...(seen === undefined ? {} : { seen }) })
}
