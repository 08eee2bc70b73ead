import { compile } from '@jmespath-community/jmespath'

/** What comes behind these looks at what they give, not at the item. */
const STEPS = new Set(['Subexpression', 'IndexExpression', 'Projection', 'ValueProjection', 'FilterProjection', 'Pipe'])

/** Names of the fields of an item that an expression reads; none of what it only reads as a part of the whole item. */
export function namesRead(expression: string): string[] {
  const names = new Set<string>()
  eachRead(compile(expression), ({ type, name }) => {
    if (type === 'Field' && typeof name === 'string') names.add(name)
  })
  return [...names]
}

/** `@` and `*` of an item. */
const WHOLE = new Set<unknown>(['Current', 'Identity'])

/** Whether an expression reads an item as a whole, so that it may look at anything in it. */
export function readsWhole(expression: string): boolean {
  // The item is at hand everywhere as `$`.
  if (expression.includes('$')) return true
  let found = false
  eachRead(compile(expression), ({ type }) => {
    found ||= WHOLE.has(type)
  })
  return found
}

type Node = { [key: string]: unknown }

/** What looks at the item itself. */
function eachRead(node: unknown, see: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) {
    for (const one of node) eachRead(one, see)
    return
  }
  const { type, left, ...others } = node as Node
  see(node as Node)
  if (type === 'ExpressionReference' || type === 'Literal') return
  eachRead(left, see)
  if (!STEPS.has(String(type))) for (const other of Object.values(others)) eachRead(other, see)
}
