import { compile } from '@jmespath-community/jmespath'

/** What comes behind these looks at what they give, not at the item. */
const STEPS = new Set(['Subexpression', 'IndexExpression', 'Projection', 'ValueProjection', 'FilterProjection', 'Pipe'])

/** Names of the fields of an item that an expression reads; none of what it only reads as a part of the whole item. */
export function namesRead(expression: string): string[] {
  const names = new Set<string>()
  collect(compile(expression), names)
  return [...names]
}

function collect(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) {
    for (const one of node) collect(one, names)
    return
  }
  const { type, name, left, ...others } = node as { [key: string]: unknown }
  if (type === 'Field' && typeof name === 'string') names.add(name)
  if (type === 'ExpressionReference' || type === 'Literal') return
  collect(left, names)
  if (!STEPS.has(String(type))) for (const other of Object.values(others)) collect(other, names)
}
