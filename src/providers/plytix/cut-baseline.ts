import type { Fields } from '../../model/fields.ts'
import { grouped } from '../../model/figures.ts'
import type { LiveResource } from '../../model/live.ts'
import { BASELINE_CUT } from '../../model/target.ts'
import { BASELINE_PATH, PLYTIX } from './facts.ts'
import { failed, type Rejected } from './refusal.ts'
import type { Reply } from './reply.ts'
import type { WriteContext } from './write-context.ts'

interface Answer {
  sku: string
  fields: Fields
  product: LiveResource
  /** What the product does not hold as it was sent. */
  paths: string[]
}

const { label } = PLYTIX.baseline

/**
 * The refusal of an answer whose baseline is not the one that was sent, `null` when it is not that. A product that also
 * lost values, and all of its baseline, lacks these attributes; that is a matter of its own.
 */
export function cutBaseline({ session }: WriteContext, reply: Reply, answer: Answer): Rejected | null {
  const { sku, fields, product, paths } = answer
  const others = paths.filter((path) => path !== BASELINE_PATH)
  const stored = lengthOf(product.fields[BASELINE_PATH])
  if (others.length === paths.length || (stored === 0 && others.length > 0)) return null
  const rest =
    others.length === 0 ? 'Its values are as planned.' : `It also lacks what was sent in ${others.join(', ')}.`
  const message = `Plytix wrote ${sku}, but ${whatCameBack(stored, lengthOf(fields[BASELINE_PATH]))}. ${rest}`
  const hint =
    'Set policy.baseline: local in sync.yaml, which keeps it in state/ instead; then plan and apply again. Nothing is made twice.'
  return { ...failed(session, reply, { code: BASELINE_CUT, message, hint }), written: product.id }
}

function whatCameBack(stored: number, sent: number): string {
  const numbers = [stored, sent].map(grouped)
  if (stored >= sent) return `gives back another text in ${label} than the ${numbers[1]} characters that were sent`
  return `keeps ${stored === 0 ? 'none' : `only ${numbers[0]}`} of the ${numbers[1]} characters of ${label}, which tells what was last written`
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : 0
}
