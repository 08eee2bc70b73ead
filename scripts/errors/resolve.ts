import type { Node, SourceFile } from './syntax.ts'

/** What stands for the parts of a text that change. */
export const GAP = '…'
/** A part with more forms than this is taken as one that changes. */
const MOST_FORMS = 6
const DEEPEST = 8
/** The ending of a plural is no part that may be missing. */
const ENDING = 3

/** What parameters are given, by name. */
export type Bindings = ReadonlyMap<string, Given>
interface Given {
  node: Node
  bindings: Bindings
}

export const NOTHING: Bindings = new Map()

interface Reading {
  /** False within a text: there, what a function gives back is a gap. */
  whole?: boolean
  /** False: an entry of a table that is chosen as the program runs is a gap. */
  tables?: boolean
  depth?: number
}

/** Texts that an expression can become, with gaps for what is not known. */
export class Resolver {
  readonly #files: Map<string, SourceFile>

  constructor(files: Map<string, SourceFile>) {
    this.#files = files
  }

  texts(node: Node, bindings: Bindings, { whole = true, tables = true, depth = 0 }: Reading = {}): string[] {
    if (depth > DEEPEST) return [GAP]
    const again = (inner: Node, within = whole) =>
      this.texts(inner, bindings, { whole: within, tables, depth: depth + 1 })
    switch (node.type) {
      case 'Literal':
        return [typeof node.value === 'string' ? node.value : GAP]
      case 'TemplateLiteral':
        return this.#template(node, (inner) => again(inner, whole && isOnlyOne(node)))
      case 'ConditionalExpression':
        return distinct([...again(node.consequent), ...again(node.alternate)])
      case 'LogicalExpression':
        return distinct([...again(node.left), ...again(node.right)])
      case 'BinaryExpression':
        return node.operator === '+' ? combine([again(node.left, false), again(node.right, false)]) : [GAP]
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'ParenthesizedExpression':
        return again(node.expression)
      default:
        return this.#indirect(node, bindings, { whole, tables, depth })
    }
  }

  #indirect(node: Node, bindings: Bindings, options: Required<Reading>): string[] {
    const found = this.find(node, bindings)
    const deeper = { ...options, depth: options.depth + 1 }
    if (found) return this.texts(found.node, found.bindings, deeper)
    const chosen = node.type === 'MemberExpression' && node.computed
    if (chosen && options.whole && options.tables) return this.#anyOf(node, bindings, deeper)
    const taken = this.#ofResult(resultAsked(node), bindings, options.depth)
    if (taken.length > 0) return distinct(taken)
    if (node.type !== 'CallExpression' || !options.whole) return [GAP]
    const callee = this.functionOf(node)
    if (!callee) return [GAP]
    const inner = this.bind(callee, node, bindings)
    const results = returned(callee).flatMap((result) => this.texts(result, inner, deeper))
    return results.length > 0 ? distinct(results) : [GAP]
  }

  /** The expression behind a name or a property, where it is known. */
  find(node: Node, bindings: Bindings): Given | null {
    if (node.type === 'Identifier') return this.#named(node, bindings)
    if (node.type !== 'MemberExpression' || node.computed) return null
    const object = this.find(node.object, bindings)
    return object && propertyOf(object, node.property.name)
  }

  #named(node: Node, bindings: Bindings): Given | null {
    const given = bindings.get(node.name)
    if (given) return given
    const local = localConstant(node)
    if (local?.property === null) return { node: local.init, bindings }
    if (local) return this.#taken(local.init, local.property ?? '', bindings)
    const top = this.#top(node.file, node.name)
    return top && !/Function/.test(top.type) ? { node: top, bindings: NOTHING } : null
  }

  /** What a table holds, when its entry is chosen as the program runs. */
  #anyOf(node: Node, bindings: Bindings, options: Required<Reading>): string[] {
    const table = this.find(node.object, bindings)
    if (table?.node.type !== 'ObjectExpression') return [GAP]
    const entries: Node[] = table.node.properties.flatMap(({ value }: Node) => value ?? [])
    return distinct(entries.flatMap((entry) => this.texts(entry, table.bindings, options)))
  }

  /** A property that is taken out of a value when it is named. */
  #taken(init: Node, property: string, bindings: Bindings): Given | null {
    const object = this.find(init, bindings) ?? { node: init, bindings }
    return propertyOf(object, property)
  }

  /** A property of what a function gives back, in all forms that it can have. */
  #ofResult(asked: Asked | null, bindings: Bindings, depth: number): string[] {
    const callee = asked && depth < DEEPEST ? this.functionOf(asked.call) : null
    if (!asked || !callee) return []
    const inner = this.bind(callee, asked.call, bindings)
    return returned(callee).flatMap((result) => {
      if (result.type === 'CallExpression') return this.#ofResult({ ...asked, call: result }, inner, depth + 1)
      const given = propertyOf({ node: result, bindings: inner }, asked.property)
      if (!given) return spreadCalls(result).flatMap((call) => this.#ofResult({ ...asked, call }, inner, depth + 1))
      return this.texts(given.node, given.bindings, { whole: true, depth: depth + 1 })
    })
  }

  #top(file: SourceFile, name: string): Node | null {
    const own = file.own.get(name)
    if (own) return own
    const from = file.imported.get(name)
    const other = from && this.#files.get(from[0])
    return other ? this.#top(other, from[1]) : null
  }

  /** The function that a call is of, when it is one of ours. */
  functionOf({ callee, file }: Node): Node | null {
    if (callee?.type !== 'Identifier') return null
    const found = this.#top(file, callee.name)
    return found && /Function/.test(found.type) ? found : null
  }

  /**
   * The same bindings once for each result that a code may be taken from, so that what else is taken from it is of the same
   * result; as they are, where the code is of no result that is known.
   */
  choices(code: Node, bindings: Bindings): Bindings[] {
    const name = code.type === 'MemberExpression' && !code.computed ? code.object : code
    const known = name.type !== 'Identifier' || bindings.has(name.name)
    const local = known ? null : localConstant(name)
    const call = local?.init.type === 'AwaitExpression' ? local.init.argument : local?.init
    if (!local || call?.type !== 'CallExpression') return [bindings]
    const results = this.#objects(call, bindings, 0)
    if (results.length === 0) return [bindings]
    return results.map((result) => {
      const bound = new Map(bindings)
      bindPattern(local.pattern, result, bound)
      return bound
    })
  }

  /** Objects that a call may give back. */
  #objects(call: Node, bindings: Bindings, depth: number): Given[] {
    const callee = depth < DEEPEST ? this.functionOf(call) : null
    if (!callee) return []
    const inner = this.bind(callee, call, bindings)
    return returned(callee).flatMap((result) => {
      if (result.type === 'CallExpression') return this.#objects(result, inner, depth + 1)
      return result.type === 'ObjectExpression' ? [{ node: result, bindings: inner }] : []
    })
  }

  bind(callee: Node, call: Node, bindings: Bindings): Bindings {
    const bound = new Map<string, Given>()
    for (const [index, parameter] of callee.params.entries()) {
      const argument: Node | undefined = call.arguments[index]
      const given = argument && (this.find(argument, bindings) ?? { node: argument, bindings })
      bindPattern(parameter, given, bound)
    }
    return bound
  }

  #template({ quasis, expressions }: Node, texts: (node: Node) => string[]): string[] {
    const parts = quasis.flatMap((quasi: Node, index: number) => {
      const text = [[quasi.value.cooked]]
      return index < expressions.length ? [...text, few(texts(expressions[index]))] : text
    })
    return combine(parts)
  }
}

function bindPattern(pattern: Node, given: Given | undefined, bound: Map<string, Given>): void {
  if (pattern.type === 'AssignmentPattern') {
    bindPattern(pattern.left, given ?? { node: pattern.right, bindings: NOTHING }, bound)
  } else if (pattern.type === 'Identifier') {
    if (given) bound.set(pattern.name, given)
  } else if (pattern.type === 'ObjectPattern') {
    for (const property of pattern.properties) {
      if (property.type !== 'Property') continue
      bindPattern(property.value, (given && propertyOf(given, property.key.name)) ?? undefined, bound)
    }
  }
}

function propertyOf({ node, bindings }: Given, name: string): Given | null {
  if (node.type === 'TSAsExpression') return propertyOf({ node: node.expression, bindings }, name)
  if (node.type !== 'ObjectExpression') return null
  const property = node.properties.find(({ key }: Node) => key?.name === name || key?.value === name)
  return property ? { node: property.value, bindings } : null
}

/** Calls whose results are spread into an object. */
function spreadCalls({ type, properties }: Node): Node[] {
  const spread: Node[] =
    type === 'ObjectExpression' ? properties.filter((one: Node) => one.type === 'SpreadElement') : []
  return spread.map(({ argument }) => argument).filter((argument) => argument.type === 'CallExpression')
}

interface Asked {
  call: Node
  property: string
}

/** The call whose result a name or a property stands for: `const { x } = f()`, or `y.x` after `const y = f()`. */
function resultAsked(node: Node): Asked | null {
  const isMember = node.type === 'MemberExpression' && !node.computed && node.object.type === 'Identifier'
  const local = isMember ? localConstant(node.object) : node.type === 'Identifier' ? localConstant(node) : null
  const property = isMember ? node.property.name : local?.property
  const call = local?.init.type === 'AwaitExpression' ? local.init.argument : local?.init
  return call?.type === 'CallExpression' && typeof property === 'string' ? { call, property } : null
}

interface Local {
  init: Node
  property: string | null
  /** The name, or all names that are taken out of the value. */
  pattern: Node
}

/** What the nearest constant of a name is made of, and the property of it that the name stands for. */
function localConstant(name: Node): Local | null {
  for (let around = name.parent; around; around = around.parent) {
    if (around.type !== 'BlockStatement' && around.type !== 'ForOfStatement') continue
    const found = declaredIn(around, name.name)
    if (found) return found
  }
  return null
}

function declaredIn(block: Node, name: string): Local | null {
  const statements: Node[] = block.type === 'BlockStatement' ? block.body : []
  const constants = statements.filter(({ type, kind }) => type === 'VariableDeclaration' && kind === 'const')
  for (const { id, init } of constants.flatMap(({ declarations }) => declarations as Node[])) {
    const member = id.properties?.find(({ value }: Node) => value?.name === name)
    if (init && id.name === name) return { init, property: null, pattern: id }
    if (init && member) return { init, property: member.key.name, pattern: id }
  }
  return null
}

const returns = new WeakMap<Node, Node[]>()

/** What a function gives back. */
function returned(callee: Node): Node[] {
  const known = returns.get(callee)
  if (known) return known
  const found: Node[] = callee.body.type === 'BlockStatement' ? [] : alternatives(callee.body)
  collectReturns(callee.body, found)
  returns.set(callee, found)
  return found
}

function alternatives(node: Node): Node[] {
  return node.type === 'ConditionalExpression'
    ? [...alternatives(node.consequent), ...alternatives(node.alternate)]
    : [node]
}

function collectReturns(value: unknown, found: Node[]): void {
  if (typeof value !== 'object' || value === null) return
  const { type, argument } = value as Node
  if (type !== undefined && /Function/.test(type)) return
  if (type === 'ReturnStatement' && argument) found.push(...alternatives(argument))
  for (const part of Object.values(value)) collectReturns(part, found)
}

/** True for a text that says nothing of its own around what another one says. */
function isOnlyOne({ quasis }: Node): boolean {
  return quasis.length === 2 && !quasis.some(({ value }: Node) => /\p{L}/u.test(value.cooked))
}

/** A part that may be missing is shown; whoever looks for the rest finds it all the same. */
function few(forms: string[]): string[] {
  const present = forms.some((form) => form.length > ENDING) ? forms.filter((form) => form !== '') : forms
  return present.length > MOST_FORMS ? [GAP] : present
}

function combine(parts: string[][]): string[] {
  const combined = parts.reduce((texts, forms) => texts.flatMap((text) => forms.map((form) => text + form)), [''])
  return distinct(combined.map((text) => text.replace(/…(?:\s*…)+/g, GAP)))
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)]
}
