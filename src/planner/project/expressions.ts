import { compileExpression, type Evaluate } from '../../model/expression.ts'
import type { Json } from '../../model/json.ts'

/** Reads one value from a catalogue item; `error` says why an expression could not be evaluated on this one. */
export type Reader = Evaluate

const PLAIN_FIELD = /^[a-z_]+$/

/** Most expressions only name a field; those need no interpreter. */
export function isPlainField(expression: string): boolean {
  return PLAIN_FIELD.test(expression)
}

/** The nth entry of a list, as most of the others: `bullet_points[0]`. */
const PLAIN_ENTRY = /^([a-z_]+)\[(\d{1,6})\]$/

/** False for expressions that name neither the whole item nor what is added to it. */
export function seesAll(expression: string): boolean {
  return /canonical_sku|[@*$]/.test(expression)
}

/** An expression that was too much for one item is not tried on the next: nothing comes of the plan any more. */
export function readerOf(expression: string): Reader {
  const evaluate = entryReader(expression) ?? compileExpression(expression)
  let spent: ReturnType<Reader> | null = null
  return (item) => {
    if (spent !== null) return spent
    const result = evaluate(item)
    if (result.exhausted) spent = result
    return result
  }
}

function entryReader(expression: string): Reader | null {
  const [, field, place] = PLAIN_ENTRY.exec(expression) ?? []
  if (field === undefined || field === 'canonical_sku') return null
  return (item) => {
    const list = Object.hasOwn(item, field) ? item[field] : null
    return { value: Array.isArray(list) ? ((list[Number(place)] ?? null) as Json) : null }
  }
}

/** Fills the placeholders of a `value:` template; `{today}` stays, since only the apply knows the day. */
export function fillTemplate(template: string, fields: { [name: string]: string | null }): string {
  return template.replace(/\{([a-z_]+)\}/g, (whole, name: string) => (name === 'today' ? whole : (fields[name] ?? '')))
}
