import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseAst } from 'vitest/node'
import { ROOT } from '../docs/markdown.ts'

/** The files of `src` that people write, by their paths from the root, with their texts. */
export function sourceFiles(): Map<string, string> {
  const names = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => `src/${name}`)
  const written = names.filter((name) => /\.tsx?$/.test(name) && !name.includes('/generated/')).sort()
  return new Map(written.map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]))
}

/** Which of our files a file imports: types too, and what is imported lazily. */
export function importsOf(file: string, text: string): string[] {
  const found = text.matchAll(/(?:^(?:import|export)\b[^'"`;]*?\bfrom|\bimport\()\s*'(\.[^']+)'/gm)
  return [...new Set([...found].map(([, path = '']) => join(dirname(file), path)))]
}

/** Lines of every function that has a name or is a method. */
export function functionLengths(text: string, lang: 'ts' | 'tsx' = 'ts'): number[] {
  const lengths: number[] = []
  visit(parseAst(text, { lang }), (node) => {
    const body = bodyOf(node)
    if (body) lengths.push(text.slice(node.start, body.end).split('\n').length)
  })
  return lengths
}

interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']

function bodyOf(node: Node): Node | null {
  if (node.type === 'FunctionDeclaration') return isNode(node.body) ? node.body : null
  const value = node.type === 'VariableDeclarator' ? node.init : isMember(node) ? node.value : null
  return isNode(value) && FUNCTIONS.includes(value.type) && isNode(value.body) ? value : null
}

function isMember({ type }: Node): boolean {
  return type === 'MethodDefinition' || type === 'PropertyDefinition' || type === 'Property'
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

function visit(value: unknown, tell: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return
  if (isNode(value)) tell(value)
  for (const part of Object.values(value)) visit(part, tell)
}
