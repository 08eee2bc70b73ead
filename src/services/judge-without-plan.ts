import type { Done } from '../applier/done.ts'
import { withFormer } from '../applier/former.ts'
import { addressOf, parseAddress } from '../model/address.ts'
import { parseBaseline } from '../model/baseline.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { Digest } from '../model/json.ts'
import type { Want } from '../model/live.ts'
import type { Unfinished } from '../model/run.ts'
import type { Target } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'

interface Inquiry {
  target: Target
  want: Want
  digest: Digest
  signal: AbortSignal
  runId: string
}

/**
 * What became of the open calls of a run whose copy of the plan is lost. A resource whose baseline names the run was
 * written by it; of everything else it cannot be told.
 */
export async function judgeWithoutPlan({ intents: open, formers }: Unfinished, inquiry: Inquiry) {
  const intents = [...open.keys()]
  const { target, want, digest, signal, runId } = inquiry
  const { traits } = target
  const { name: kind, verbs } = mainKind(traits)
  const keyOf = (id: string): string | null => {
    const { kind: named, key } = parseAddress(id.slice(id.indexOf(':') + 1))
    // That something is gone tells nothing: without the plan nobody knows which one it was.
    return named === kind && id !== `${verbs.remove}:${addressOf(kind, key)}` ? key : null
  }
  const named = intents.flatMap((id) => keyOf(id) ?? []).map((key) => ({ kind, key }))
  const found = named.length === 0 ? [] : await target.look(named, want, signal)
  const written = new Map(
    found.flatMap(({ id, key, fields }) => {
      const baseline = parseBaseline(fields[traits.baseline.path], digest)
      return baseline?.run === runId && baseline.sku === key ? [[key, id] as const] : []
    }),
  )
  const done = intents.flatMap((id): Done[] => {
    const target_id = written.get(keyOf(id) ?? '')
    return target_id === undefined
      ? []
      : [withFormer({ outcome: { id, outcome: 'succeeded', target_id } }, formers?.get(id))]
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
