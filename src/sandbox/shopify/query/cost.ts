import { getNamedType, isCompositeType } from 'graphql'
import type { Domain } from '../domain.ts'
import type { Selected } from './selected.ts'

/**
 * The price list of Shopify's queries, in points. Documented: an object 1, scalars nothing, a mutation 10, connections
 * by the size of their page. Measured with recorded answers: the size of a page counts as `2 + max(1, floor(2 ln n))`
 * nodes, objects of a mutation's payload and `pageInfo` are free, counts of the root cost 10.
 */
export class Prices {
  private readonly own: { [field: string]: number | ((args: object) => number) }

  constructor(domains: readonly Domain[]) {
    this.own = Object.assign({}, ...domains.map(({ costs = {} }) => costs))
  }

  /** Before it runs. */
  requested(selected: readonly Selected[]): number {
    return Math.round(sum(selected, (field) => this.asked(field)))
  }

  /** By what came; never more than was requested. */
  actual(selected: readonly Selected[], data: unknown): number {
    return Math.round(sum(selected, (field) => this.used(field, read(data, field.key))))
  }

  private asked(field: Selected): number {
    const page = pageOf(field)
    if (page !== null) return 2 + pageFactor(page) * sum(nodesOf(field), ({ fields }) => 1 + this.inner(fields))
    return this.itself(field) + this.inner(field.fields)
  }

  /** Of alternatives in fragments the dearest counts, beside what is asked for of all of them. */
  private inner(fields: Selected['fields']): number {
    let shared = 0
    const byParent = new Map<string, number>()
    for (const field of fields.values()) {
      const cost = this.asked(field)
      if (field.shared) shared += cost
      else byParent.set(field.parent, (byParent.get(field.parent) ?? 0) + cost)
    }
    return shared + Math.max(0, ...byParent.values())
  }

  private used(field: Selected, value: unknown): number {
    const page = pageOf(field)
    if (page !== null) return Math.min(this.asked(field), this.usedPage(field, { page, value }))
    if (value === null || value === undefined) return field.parent === 'Mutation' ? this.itself(field) : 0
    const rows: unknown[] = Array.isArray(value) ? value : [value]
    const inner = rows.map((row) => sum([...field.fields.values()], (child) => this.used(child, read(row, child.key))))
    return Math.min(this.asked(field), this.itself(field) + Math.max(0, ...inner))
  }

  private usedPage(field: Selected, { page, value }: { page: number; value: unknown }): number {
    if (value === null || value === undefined) return 0
    return sum(nodesOf(field), ({ through, fields }) => {
      const rows = read(value, through.key)
      const nodes: unknown[] = Array.isArray(rows) ? rows : []
      const of = (row: unknown) => (through.name === 'edges' ? read(row, nodeKey(through)) : row)
      const each = nodes.map(
        (row) => 1 + sum([...fields.values()], (child) => this.used(child, read(of(row), child.key))),
      )
      return 2 + Math.min(pageFactor(page), nodes.length + 1) * Math.max(1, ...each)
    })
  }

  private itself(field: Selected): number {
    const own = this.own[`${field.parent}.${field.name}`]
    if (own !== undefined) return typeof own === 'function' ? own(field.args) : own
    const type = getNamedType(field.definition.type)
    if (field.parent === 'Mutation') return 10
    if (!isCompositeType(type) || type.name === 'PageInfo' || field.parent.endsWith('Payload')) return 0
    return type.name === 'Count' && field.parent === 'QueryRoot' ? 10 : 1
  }
}

/** The size of the page that was asked for; `null`: it is no connection. */
function pageOf({ definition, args }: Selected): number | null {
  if (!getNamedType(definition.type).name.endsWith('Connection')) return null
  const size = Number(args.first ?? args.last ?? 0)
  return Number.isFinite(size) ? size : 0
}

function pageFactor(size: number): number {
  return Math.max(1, Math.floor(2 * Math.log(Math.max(1, size))))
}

interface Nodes {
  through: Selected
  fields: Selected['fields']
}

/** Both ways to the nodes of a connection; each is charged. */
function nodesOf({ fields }: Selected): Nodes[] {
  return [...fields.values()].flatMap((through) => {
    if (through.name === 'nodes') return [{ through, fields: through.fields }]
    if (through.name !== 'edges') return []
    const node = [...through.fields.values()].find(({ name }) => name === 'node')
    return [{ through, fields: node?.fields ?? new Map() }]
  })
}

function nodeKey(edges: Selected): string {
  return [...edges.fields.values()].find(({ name }) => name === 'node')?.key ?? 'node'
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as { [name: string]: unknown })[key] : undefined
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}
