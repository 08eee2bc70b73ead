import type { Fields, Listed } from './read-fields.ts'

/** Points of a list in pages: contract of costs, as `Document.cost` has it. */
export function pageCost(first: number, node: number): number {
  return 2 + Math.max(1, Math.floor(2 * Math.log(first))) * node
}

/** One page of a list; `within`: what further stands in each of its nodes. */
export function paged({ name, field, args, node }: Listed, first: number, options: PageOptions = {}): Fields {
  const { after, within } = options
  const given = [`first: ${first}`, ...(after === undefined ? [] : [`after: ${after}`]), ...(args ? [args] : [])]
  const inner = within === undefined ? node.text : `${node.text} ${within.text}`
  return {
    text: `${named(name, field)}(${given.join(', ')}) { nodes { ${inner} } pageInfo { hasNextPage endCursor } }`,
    cost: pageCost(first, node.cost + (within?.cost ?? 0)),
  }
}

interface PageOptions {
  /** Name of the variable that holds where the page begins. */
  after?: string
  within?: Fields
}

function named(name: string, field: string | undefined): string {
  return field === undefined ? name : `${name}: ${field}`
}
