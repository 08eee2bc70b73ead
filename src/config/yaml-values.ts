import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import { accepts, type Schema, schemaOf, takesText } from './schema-walk.ts'

/** Offsets of a key and of its value in the text. */
export interface Place {
  key: number
  value: number
}

export interface Values {
  data: unknown
  /** By JSON pointer. */
  places: Map<string, Place>
  problems: { offset: number; message: string }[]
}

/** Aliases repeat what they stand for: a short file must not grow into a huge one. */
const MAX_ALIASES = 100
const MAX_ALIASED_VALUES = 100_000

class TooManyAliases extends Error {}

/**
 * The values of a document as the schema wants them. Where it wants text, a scalar is taken as it is written, whatever
 * YAML makes of it (00123, 1e5), and so is every key. An empty value is an empty mapping or list where one is wanted.
 */
export function yamlValues(document: Document, schema: Schema): Values {
  const reader = new Reader(document)
  try {
    return { ...reader.result, data: reader.read(document.contents, schema, '') }
  } catch (error) {
    if (!(error instanceof TooManyAliases)) throw error
    const message = `the file uses more than ${MAX_ALIASES} aliases, or aliases that repeat too much`
    return { ...reader.result, data: null, problems: [{ offset: 0, message }] }
  }
}

class Reader {
  readonly result: Values = { data: null, places: new Map(), problems: [] }
  private readonly document: Document
  private aliases = 0
  private aliasDepth = 0
  private aliasedValues = 0

  constructor(document: Document) {
    this.document = document
  }

  read(node: unknown, schema: Schema, pointer: string): unknown {
    if (this.aliasDepth > 0 && ++this.aliasedValues > MAX_ALIASED_VALUES) throw new TooManyAliases()
    if (isAlias(node)) return this.followed(node, (target) => this.read(target, schema, pointer))
    if (isMap(node)) return this.mapping(node.items, schema, pointer)
    if (isSeq(node))
      return node.items.map((item, index) => this.item(item as Node, schemaOf(schema, index), `${pointer}/${index}`))
    const value = isScalar(node) ? node.value : null
    if (value === null) return emptyValue(schema)
    return takesText(schema) ? text(node) : value
  }

  private followed<T>(alias: Node, read: (target: Node | undefined) => T): T {
    if (!isAlias(alias)) return read(alias)
    if (++this.aliases > MAX_ALIASES) throw new TooManyAliases()
    this.aliasDepth++
    const target = alias.resolve(this.document)
    if (!target) {
      this.result.problems.push({
        offset: offsetOf(alias),
        message: `no anchor &${alias.source} stands before this alias`,
      })
    }
    const value = read(target)
    this.aliasDepth--
    return value
  }

  private item(node: Node, schema: Schema, pointer: string): unknown {
    this.place(pointer, node, node)
    return this.read(node, schema, pointer)
  }

  private mapping(pairs: Pair[], schema: Schema, pointer: string): { [key: string]: unknown } {
    const values = {}
    for (const pair of pairs) {
      const keyNode = pair.key as Node
      const name = this.followed(keyNode, (target) => (isScalar(target) ? text(target) : null))
      if (name === null) {
        this.result.problems.push({ offset: offsetOf(keyNode), message: 'a key must be text' })
        continue
      }
      const own = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      if (Object.hasOwn(values, name)) {
        this.result.problems.push({
          offset: offsetOf(keyNode),
          message: `the key ${JSON.stringify(name)} is given twice`,
        })
        continue
      }
      this.place(own, keyNode, (pair.value as Node | null) ?? keyNode)
      // Defined, not assigned: a key may be called __proto__.
      const value = this.read(pair.value, schemaOf(schema, name), own)
      Object.defineProperty(values, name, { value, enumerable: true, writable: true, configurable: true })
    }
    return values
  }

  private place(pointer: string, key: Node, value: Node): void {
    this.result.places.set(pointer, { key: offsetOf(key), value: offsetOf(value) })
  }
}

function offsetOf(node: Node | null): number {
  return node?.range?.[0] ?? 0
}

function text(node: unknown): string {
  return isScalar(node) ? (node.source ?? String(node.value)) : ''
}

function emptyValue(schema: Schema): unknown {
  if (accepts(schema, 'object')) return {}
  return accepts(schema, 'array') ? [] : null
}
