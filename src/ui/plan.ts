import { SHOP } from '../model/edge-names.ts'
import type { Plan } from '../model/plan.ts'
import { renderFindings } from './plan-findings.ts'
import { operations } from './plan-operations.ts'
import { totals } from './plan-totals.ts'
import { count, line } from './words.ts'

/** A plan for people: what it was made from, what it would do, what it leaves alone and why, and the totals last. */
export function renderPlan(plan: Plan): string[] {
  return [...header(plan), '', ...guards(plan), ...renderFindings(plan), ...operations(plan), ...totals(plan)]
}

/** What keeps the plan from being applied comes first. */
function guards({ guards: list }: Plan): string[] {
  return list.flatMap(({ code, message, hint, allowed }) => [
    line(allowed ? `! Allowed (${code}): ${message}` : `! This plan is not applied (${code}): ${message}`),
    ...(allowed ? [] : [line(`    ${hint}`)]),
    '',
  ])
}

function header({ sources, target, matches, selection }: Plan): string[] {
  const from = sources.map(({ provider, [SHOP]: shop, items, complete, exported_at }) => {
    const state = complete ? '' : ', incomplete'
    return `Source: ${provider} ${shop}, ${count(items, 'listing')}, exported ${exported_at.slice(0, 16).replace('T', ' ')} UTC${state}.`
  })
  const { owned, canonical, foreign } = target
  const methods = Object.entries(matches.by_method).map(([method, number]) => `${method} ${number}`)
  const narrowed = selection.complete
    ? []
    : ['This plan does not cover everything: it is narrowed, or was made from an incomplete read.']
  return [
    ...from,
    `Target: ${target.provider} ${target.account}, ${owned} of our products, ${canonical} canonical, ${foreign} others.`,
    `Matched: ${matches.matched} of ${matches.total} listings (${matches.rate} %)${methods.length > 0 ? `: ${methods.join(', ')}` : ''}; ${matches.unmatched} unmatched, ${matches.ambiguous} ambiguous.`,
    ...narrowed,
  ].map(line)
}
