import type { Done } from '../applier/done.ts'
import { parseBaseline } from '../model/baseline.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { Digest } from '../model/json.ts'
import type { LiveQuery } from '../model/live.ts'
import type { Target } from '../model/target.ts'

interface Inquiry {
  target: Target
  query: LiveQuery
  digest: Digest
  signal: AbortSignal
  runId: string
}

const PRODUCT = /^(?:create|update):product\.(.+)$/s

/**
 * What became of the open calls of a run whose copy of the plan is lost. A product whose baseline names the run was
 * written by it; of everything else it cannot be told.
 */
export async function judgeWithoutPlan(intents: string[], inquiry: Inquiry) {
  const { target, query, digest, signal, runId } = inquiry
  const skus = intents.flatMap((id) => PRODUCT.exec(id)?.[1] ?? [])
  const found = skus.length === 0 ? [] : await target.look(skus, query, signal)
  const written = new Map(
    found.flatMap((live) => {
      const baseline = parseBaseline(live.attributes[target.traits.baseline.label], digest)
      return baseline?.run === runId && baseline.sku === live.sku ? [[live.sku, live.id] as const] : []
    }),
  )
  const done = intents.flatMap((id): Done[] => {
    const target_id = written.get(PRODUCT.exec(id)?.[1] ?? '')
    return target_id === undefined ? [] : [{ outcome: { id, outcome: 'succeeded', target_id } }]
  })
  const known = new Set(done.map(({ outcome }) => outcome.id))
  return { done, unclear: intents.filter((id) => !known.has(id)) }
}

const NAMED = 5

export function unclearRemark(runId: string, ids: string[]): Diagnostic {
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : ''
  return diagnostic({
    severity: 'warning',
    code: 'unclear-operations',
    message: `Run ${runId} was cut off, and its copy of the plan is missing or damaged: it is not known what became of ${ids.slice(0, NAMED).join(', ')}${more}.`,
    hint: 'Nothing is made twice, since the target refuses it. Run "sync plan": it compares with the account as it is now.',
  })
}
