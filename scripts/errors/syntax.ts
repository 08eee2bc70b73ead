import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'vitest/node'

/** A node of the syntax tree, with what stands around it. */
export interface Node {
  type: string
  start: number
  parent: Node | null
  file: SourceFile
  // biome-ignore lint/suspicious/noExplicitAny: the tree has hundreds of forms, and every reader asks for the type first
  [key: string]: any
}

export interface SourceFile {
  /** From the root. */
  path: string
  nodes: Node[]
  /** What stands at the top, by name. */
  own: Map<string, Node>
  /** Names from elsewhere: the file, and the name there. */
  imported: Map<string, [path: string, name: string]>
}

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The program's files by path. */
export function parseSources(): Map<string, SourceFile> {
  const paths = globSync('src/**/*.ts', { cwd: ROOT }).filter((path) => !path.includes('/generated/'))
  return parseFiles(new Map(paths.sort().map((path) => [path, readFileSync(join(ROOT, path), 'utf8')])))
}

/** @param texts By path from the root. */
export function parseFiles(texts: ReadonlyMap<string, string>): Map<string, SourceFile> {
  return new Map([...texts].map(([path, text]) => [path, parseFile(path, text)]))
}

function parseFile(path: string, text: string): SourceFile {
  const file: SourceFile = { path, nodes: [], own: new Map(), imported: new Map() }
  const tree = parseAst(text, { lang: 'ts' })
  collect(tree, null, file)
  for (const statement of tree.body as unknown as Node[]) declare(statement, file)
  return file
}

function collect(value: unknown, parent: Node | null, file: SourceFile): void {
  if (typeof value !== 'object' || value === null) return
  const node = 'type' in value ? (value as Node) : null
  if (node) {
    file.nodes.push(node)
    Object.defineProperty(node, 'parent', { value: parent, enumerable: false })
    Object.defineProperty(node, 'file', { value: file, enumerable: false })
  }
  for (const part of Object.values(value)) collect(part, node ?? parent, file)
}

function declare(statement: Node, file: SourceFile): void {
  if (statement.type === 'ImportDeclaration') declareImports(statement, file)
  const inner: Node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
  if (inner?.type === 'FunctionDeclaration') file.own.set(inner.id.name, inner)
  if (inner?.type !== 'VariableDeclaration') return
  for (const { id, init } of inner.declarations) if (id.type === 'Identifier' && init) file.own.set(id.name, init)
}

function declareImports(statement: Node, file: SourceFile): void {
  const from: string = statement.source.value
  if (!from.startsWith('.')) return
  const path = join(dirname(file.path), from)
  for (const { imported, local } of statement.specifiers) {
    if (imported) file.imported.set(local.name, [path, imported.name])
  }
}

/** The function around a node, `null` at the top. */
export function functionAround(node: Node): Node | null {
  let at = node.parent
  while (at && !/Function(?:Declaration|Expression)$/.test(at.type)) at = at.parent
  return at
}
