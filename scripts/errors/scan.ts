import { type Bindings, GAP, NOTHING, Resolver } from './resolve.ts'
import { functionAround, type Node, type SourceFile } from './syntax.ts'

/** A text that the program can say, with the code under which it does. */
export interface Said {
  code: string
  text: string
  /** What the program says to do, right below it. */
  hints: string[]
  /** Where it is said, from the root. */
  path: string
}

interface Site {
  code: Node
  message: Node
  /** Of hints, or of one. */
  hints: Node | null
}

const ERRORS = /^(?:Sync|Config|Provider|StalePlan|UnsafePlan|Locked)Error$/
const MAKERS = /^#?(?:warn|block|make|remark)$/
const LONGEST_CHAIN = 4

/** Every text with its code, in the order of the files. */
export function scan(files: Map<string, SourceFile>): Said[] {
  const resolver = new Resolver(files)
  const nodes = [...files.values()].flatMap((file) => file.nodes)
  const calls = Map.groupBy(
    nodes.filter(({ type }) => type === 'CallExpression'),
    (call) => resolver.functionOf(call),
  )
  const said: Said[] = []
  for (const node of nodes) {
    const site = siteOf(node)
    if (site) said.push(...readings(site, node, { resolver, calls }))
  }
  return unique(said)
}

interface Program {
  resolver: Resolver
  calls: Map<Node | null, Node[]>
}

/** More readings of one text than this say what the words around their gaps say already. */
const MOST_READINGS = 12

function readings(site: Site, node: Node, program: Program): Said[] {
  const read = (all: Bindings[]): Said[] =>
    unique(
      all
        .flatMap((bindings) => program.resolver.choices(site.code, bindings))
        .flatMap((bindings) => reading(site, node, { ...program, bindings })),
    )
  const known = read(surroundings(node, program, 0))
  const plain = known.length > MOST_READINGS ? read([NOTHING]) : []
  return plain.some(({ text }) => ownWords(text) > 2) ? plain : known
}

function ownWords(text: string): number {
  return text.split(/\s+/).filter((word) => !word.includes(GAP)).length - 3
}

function reading(site: Site, { file }: Node, { resolver, bindings }: Program & { bindings: Bindings }): Said[] {
  const codes = resolver.texts(site.code, bindings).filter((code) => /^[a-z]+(-[a-z]+)*$/.test(code))
  const texts = resolver.texts(site.message, bindings).filter((text) => text.replaceAll(GAP, '').trim().length > 4)
  const hints = site.hints === null ? [] : hintsOf(site.hints, bindings, resolver)
  return codes.flatMap((code) => texts.map((text) => ({ code, text, hints, path: file.path })))
}

/** What the parameters around a node can be: one reading for each call of its function that is known. */
function surroundings(node: Node, program: Program, length: number): Bindings[] {
  const around = functionAround(node)
  const calls = around && length < LONGEST_CHAIN ? (program.calls.get(around) ?? []) : []
  if (!around || calls.length === 0) return [NOTHING]
  return calls.flatMap((call) =>
    surroundings(call, program, length + 1).map((outer) => program.resolver.bind(around, call, outer)),
  )
}

function siteOf(node: Node): Site | null {
  if (node.type === 'NewExpression' && ERRORS.test(node.callee.name)) {
    const [code, message, details] = node.arguments
    return message ? { code, message, hints: details ? propertyNode(details, 'hints') : null } : null
  }
  // What a simulator answers is not said by the program.
  if (node.file.path.startsWith('src/sandbox/')) return null
  if (node.type === 'CallExpression') return madeBy(node)
  if (node.type !== 'ObjectExpression') return null
  const [code, message] = [propertyNode(node, 'code'), propertyNode(node, 'message')]
  return code && message ? { code, message, hints: propertyNode(node, 'hints') ?? propertyNode(node, 'hint') } : null
}

function madeBy({ callee, arguments: [code, ...rest] }: Node): Site | null {
  const name = callee.type === 'MemberExpression' ? callee.property.name : callee.name
  if (!MAKERS.test(name ?? '') || code?.type !== 'Literal') return null
  const message = rest.find(({ type }: Node) => /Literal$/.test(type)) ?? rest[0]
  return message ? { code, message, hints: null } : null
}

function propertyNode(node: Node, name: string): Node | null {
  if (node.type !== 'ObjectExpression') return null
  const property = node.properties.find(({ key }: Node) => key?.name === name)
  return property?.value ?? null
}

function hintsOf(node: Node, bindings: Bindings, resolver: Resolver): string[] {
  const list: Node[] = node.type === 'ArrayExpression' ? node.elements : [node]
  const texts = list.flatMap((element) => resolver.texts(element, bindings, { tables: false }))
  return [...new Set(texts)].filter((text) => text.replaceAll(GAP, '').trim().length > 4)
}

/** The same text under one code once; what is said to do is gathered. */
function unique(said: Said[]): Said[] {
  const known = new Map<string, Said>()
  for (const one of said) {
    const key = `${one.code}\n${one.text}`
    const earlier = known.get(key)
    if (earlier) earlier.hints = [...new Set([...earlier.hints, ...one.hints])]
    else known.set(key, { ...one })
  }
  return [...known.values()]
}
