import type { Fields } from '../../../../model/fields.ts'
import type { KindTraits } from '../../../../model/kinds.ts'
import type { Change } from '../../../../model/target.ts'
import { BASELINE } from '../names.ts'
import type { Rejected, WriteContext } from './write-context.ts'
import { failed } from './write-refusal.ts'

/** What a product or its variants cannot hold whoever asks for it: nothing of it is sent. `null`: all can be asked for. */
export function objectionTo(context: WriteContext, { key, fields, parts }: Change): Rejected | null {
  const { product, variant } = context
  const found = [{ key, fields, kind: product }, ...parts.map((part) => ({ ...part, kind: variant }))].flatMap(
    (one) => {
      const said = objectionIn(one.fields, one.kind)
      return said === null ? [] : [`${said.path} of ${one.key} ${said.why}`]
    },
  )
  const [first] = found
  if (first === undefined) return null
  const hint = 'Correct the value in the source, in specs/attributes.yaml or by an override, and plan again.'
  return failed(context, { code: 'invalid', message: `${first}.`, hint })
}

function objectionIn(fields: Fields, kind: KindTraits): { path: string; why: string } | null {
  for (const [path, value] of Object.entries(fields)) {
    if (path === BASELINE) continue
    const { objection, options } = kind.field(path)
    const why = objection?.(value) ?? null
    if (why !== null) return { path, why }
    if (options && typeof value === 'string' && !options.has(value)) return { path, why: `cannot be "${value}"` }
  }
  return null
}
