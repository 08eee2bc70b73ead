import { Flags } from '@oclif/core'
import type { Plan } from '../model/plan.ts'
import { loadProviders } from '../providers/registry.ts'
import { prepareOutput, writeOutput } from '../state/output-file.ts'
import type { OutputKind } from '../state/output-kind.ts'
import { writePieces } from '../state/pieces.ts'
import { planText } from '../state/plan-text.ts'
import { OPENING } from '../ui/html/opening.ts'
import { FEW, type Reading, readingOf } from '../ui/plan/reading.ts'
import { reviewPlan } from '../ui/plan/review.ts'
import { reportText } from '../ui/text/report-text.ts'
import { pagesOf } from './pages.ts'
import { layoutFor } from './terminal.ts'

export const PLAN_FORMATS = ['text', 'json', 'html'] as const
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
export const formatFlags = {
  format: Flags.option({ options: PLAN_FORMATS, description: 'How to show it.', default: 'text' as PlanFormat })(),
  report: Flags.string({ description: 'Write it to this file instead.', helpValue: 'FILE' }),
}

export interface ViewFlags {
  details: boolean
  'max-rows'?: number | undefined
  format?: PlanFormat
  report?: string | undefined
}

const REPORT: OutputKind = {
  code: 'report-unwritable',
  name: 'report',
  one: 'report',
  begins: new RegExp(`^(?:Plan for |\\{\n"format_version"|${OPENING})`),
}

/** Checks the place of a report before anything is read for it. @throws ConfigError */
export function prepareView({ report }: Pick<ViewFlags, 'report'>): void {
  if (report !== undefined) prepareOutput(report, REPORT)
}

/** The lines that show a plan, or say where it was written. @throws ConfigError when it cannot be written */
export async function viewPlan(plan: Plan, flags: ViewFlags, seen?: ReadonlySet<string>): Promise<Iterable<string>> {
  const { report, format = 'text' } = flags
  const form = FORMS[format]
  if (report === undefined) return form(plan, flags, { seen, stream: process.stdout })
  const pieces = await form(plan, flags, { seen: undefined, stream: {} })
  await writeOutput(report, REPORT, (draft) => writePieces(draft, pieces))
  return [`Written to ${report}.\n`]
}

interface Surroundings {
  seen: ReadonlySet<string> | undefined
  stream: Parameters<typeof layoutFor>[0]
}

type Form = (plan: Plan, flags: ViewFlags, surroundings: Surroundings) => Iterable<string> | Promise<Iterable<string>>

/** A plan in each format, in pieces; what only some formats need is loaded with them. */
const FORMS: { readonly [format in PlanFormat]: Form } = {
  text: (plan, flags, { seen, stream }) => {
    const layout = { ...layoutFor(stream, stream === process.stdout ? process.env : {}), whole: flags.details }
    return reportText(reviewPlan(plan, readingFrom(flags, seen)), layout).map((line) => `${line}\n`)
  },
  json: (plan) => planText(plan),
  html: async (plan, flags) => {
    const { planHtml } = await import('../ui/html/plan-html.tsx')
    return planHtml(
      plan,
      readingFrom({ 'max-rows': ROWS_OF_PAGE, ...flags }, undefined),
      pagesOf(plan, await loadProviders()),
    )
  },
}

/** What a browser has no trouble with, of each sort. */
const ROWS_OF_PAGE = 1_000

function readingFrom({ details, 'max-rows': rows }: ViewFlags, seen: ReadonlySet<string> | undefined): Reading {
  return readingOf({ details, ...(rows === undefined ? {} : { rows }), ...(seen === undefined ? {} : { seen }) })
}
