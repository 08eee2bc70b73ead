import type { Json, JsonObject } from '../../../model/json.ts'
import { seededRandom, shuffled } from '../../random.ts'

/** One line of a result, and how deep in the query it stood; 0 at its root. */
interface Line {
  depth: number
  object: JsonObject
}

export type BulkOrder =
  /** Children before, after or far from their parents. */
  | 'shuffled'
  /** First everything of the root, then what is in it, and so on. */
  | 'levels'
  /** As with `groupObjects`: each with its children behind it. */
  | 'grouped'

export interface BulkResult {
  lines: JsonObject[]
  rootObjects: number
}

/**
 * What a query answered, as lines of a bulk result: contract, §13. Every node of a connection is a line of its own; what
 * stands in the connections of another names its `id` as `__parentId`.
 */
export function bulkLines(data: JsonObject, order: BulkOrder): BulkResult {
  const all: Line[] = []
  collect(data, { depth: 0, parent: null, all })
  const rootObjects = all.filter(({ depth }) => depth === 0).length
  return { lines: ordered(all, order).map(({ object }) => object), rootObjects }
}

interface Place {
  depth: number
  parent: Json
  all: Line[]
}

/** The object without its connections, whose nodes become lines. */
function collect(object: JsonObject, place: Place): JsonObject {
  const own: JsonObject = {}
  for (const [key, value] of Object.entries(object)) {
    const nodes = nodesOf(value)
    if (nodes !== null) for (const node of nodes) addLine(node, place)
    else own[key] = isObject(value) ? collect(value, place) : value
  }
  return own
}

function addLine(node: JsonObject, { depth, parent, all }: Place): void {
  const line: Line = { depth, object: {} }
  all.push(line)
  const own = collect(node, { depth: depth + 1, parent: node.id ?? null, all })
  line.object = depth === 0 ? own : { ...own, __parentId: parent }
}

/** Of `{edges: [{node}]}`, which is the one way in which a bulk query may ask for a connection. */
function nodesOf(value: unknown): JsonObject[] | null {
  if (!isObject(value) || !Array.isArray(value.edges)) return null
  return value.edges.flatMap((edge: unknown) => (isObject(edge) && isObject(edge.node) ? [edge.node] : []))
}

function ordered(lines: Line[], order: BulkOrder): Line[] {
  if (order === 'grouped') return lines
  if (order === 'levels') return lines.toSorted((a, b) => a.depth - b.depth)
  return shuffled(lines, seededRandom(lines.length))
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One object on each line, and a line break behind the last; nothing of nothing. */
export function jsonl(lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}
