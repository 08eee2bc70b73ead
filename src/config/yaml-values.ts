import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import { accepts, type Schema, schemaOf, takesText } from './schema-walk.ts'
import { quotedKey } from './words.ts'
import type { ReadDocument } from './yaml-document.ts'

/** Offsets of a key and of its value in the text, and the same of what is in the value. */
export interface Place {
  key: number
  value: number
  inner: Map<string | number, Place> | null
}

export interface Values {
  data: unknown
  /** Of the whole document. */
  place: Place
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
export function yamlValues({ document, apart }: Pick<ReadDocument, 'document' | 'apart'>, schema: Schema): Values {
  const reader = new Reader(document, apart)
  try {
    return { ...reader.result, data: reader.read(document.contents, schema, reader.result.place) }
  } catch (error) {
    if (!(error instanceof TooManyAliases)) throw error
    const message = `the file uses more than ${MAX_ALIASES} aliases, or aliases that repeat too much`
    return { ...reader.result, data: null, problems: [{ offset: 0, message }] }
  }
}

class Reader {
  readonly result: Values = { data: null, place: { key: 0, value: 0, inner: null }, problems: [] }
  private readonly document: Document
  private readonly apart: ReadDocument['apart']
  private aliases = 0
  private aliasDepth = 0
  private aliasedValues = 0

  constructor(document: Document, apart: ReadDocument['apart']) {
    this.document = document
    this.apart = apart
  }

  read(node: unknown, schema: Schema, place: Place): unknown {
    if (this.aliasDepth > 0 && ++this.aliasedValues > MAX_ALIASED_VALUES) throw new TooManyAliases()
    if (isAlias(node)) return this.followed(node, (target) => this.read(target, schema, place))
    if (this.apart !== null && node === this.apart.of) return this.mapping(this.apart.pairs, schema, place)
    if (isMap(node)) return this.mapping(node.items, schema, place)
    if (isSeq(node)) return this.list(node.items as Node[], schema, place)
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
        message: 'no anchor of this name stands before this alias',
      })
    }
    const value = read(target)
    this.aliasDepth--
    return value
  }

  private list(nodes: Node[], schema: Schema, place: Place): unknown[] {
    const inner = new Map<string | number, Place>()
    place.inner = inner
    return nodes.map((node, index) => this.read(node, schemaOf(schema, index), put(inner, index, [node, node])))
  }

  private mapping(pairs: Iterable<Pair>, schema: Schema, place: Place): { [key: string]: unknown } {
    const values: { [key: string]: unknown } = {}
    const inner = new Map<string | number, Place>()
    place.inner = inner
    for (const pair of pairs) {
      const keyNode = pair.key as Node
      const name = this.followed(keyNode, (target) => (isScalar(target) ? text(target) : null))
      if (name === null) {
        this.result.problems.push({ offset: offsetOf(keyNode), message: 'a key must be text' })
        continue
      }
      if (Object.hasOwn(values, name)) {
        this.result.problems.push({
          offset: offsetOf(keyNode),
          message: `the key ${quotedKey(name)} is given twice`,
        })
        continue
      }
      const own = put(inner, name, [keyNode, (pair.value as Node | null) ?? keyNode])
      setOwn(values, name, this.read(pair.value, schemaOf(schema, name), own))
    }
    return values
  }
}

function put(inner: NonNullable<Place['inner']>, step: string | number, [key, value]: [Node, Node]): Place {
  const place = { key: offsetOf(key), value: offsetOf(value), inner: null }
  inner.set(step, place)
  return place
}

/** A key may be called __proto__, which assigning would take for something else. */
function setOwn(values: { [key: string]: unknown }, name: string, value: unknown): void {
  if (name !== '__proto__') values[name] = value
  else Object.defineProperty(values, name, { value, enumerable: true, writable: true, configurable: true })
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
