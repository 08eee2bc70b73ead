import { compileExpression, type Evaluated, functionNames } from '../model/expression.ts'
import type { JsonObject } from '../model/json.ts'
import type { TargetSide } from '../model/provider.ts'
import type { SourceEntry } from './entries.ts'
import { suggestion } from './words.ts'

/** What an expression sees. */
export interface Sample {
  item: JsonObject
  /** Names that are not in it may be right all the same. */
  open: boolean
}

/** Everything that items of these sources have, and what matching adds: for a target that has groups, the others of theirs. */
export function sampleOf(sources: readonly SourceEntry[], target?: Pick<TargetSide, 'joins' | 'attributes'>): Sample {
  const samples = sources.toReversed().map(({ side }) => side.sample)
  const item: JsonObject = Object.assign({}, ...samples, { canonical_sku: 'MCA0032-W-10.5' })
  return {
    item: target?.joins || target?.attributes.variants ? { ...item, group: [item] } : item,
    open: sources.some(({ side }) => side.ownNames),
  }
}

/** What `from:` cannot do, in words that follow "from"; `null` when it works. */
export function expressionProblem(expression: string, { item: sample, open }: Sample): string | null {
  const { error, exhausted } = evaluated(expression, sample)
  if (exhausted) return `asks for too much: ${error}`
  if (error !== undefined) return open && !isCertain(error) ? null : inWords(error)
  const first = /^\s*([A-Za-z_]\w*)(?!\w*\s*\()/.exec(expression)?.[1]
  if (open || first === undefined || Object.hasOwn(sample, first) || /^\s*let\b/.test(expression)) return null
  return `names ${JSON.stringify(first)}, which catalogue items do not have${suggestion(first, Object.keys(sample))}`
}

function evaluated(expression: string, sample: JsonObject): Pick<Evaluated, 'error' | 'exhausted'> {
  try {
    return compileExpression(expression)({ ...sample })
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

/** True for what is wrong whatever the item holds; a function may only miss what the sample does not have. */
function isCertain(message: string): boolean {
  return /^(?:Unknown function|Syntax error|it is longer)/.test(message)
}

function inWords(message: string): string {
  const unknown = /^Unknown function: (.*)\(\)/.exec(message)?.[1]
  if (unknown !== undefined) return `calls the unknown function ${unknown}()${suggestion(unknown, functionNames())}`
  if (message.startsWith('it is longer')) return `cannot be taken: ${message}`
  if (!message.startsWith('Syntax error')) return `cannot be evaluated: ${message}`
  if (message.includes('EOF')) return 'is not valid JMESPath: it ends too early'
  return `is not valid JMESPath: ${message.replace(/^Syntax error[:,] /, '')}`
}
