import { expressionProblem, sampleOf } from '../expressions.ts'
import { OPTIONS, optionName } from '../options.ts'
import { oneOf, quotedKey } from '../words.ts'
import type { Draft, Rule } from './rule.ts'
import { formOf } from './value-kinds.ts'

const CODE = 'options'

/** The options as they are written: what the schema refused is not there any more. */
function entriesOf({ attributesFile }: Draft): [name: string, from: string][] {
  return Object.entries(attributesFile.data?.[OPTIONS] ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
}

const partsHaveThem: Rule = (draft, report) => {
  const { target } = draft.entries
  if (!target || !draft.attributesFile.has([OPTIONS]) || target.side.attributes.options) return
  const message = `${target.settings.provider} has nothing that options belong to`
  const hint = 'Remove options; what is read there can be a rule under attributes or variants.'
  report(draft.attributesFile.position([OPTIONS], 'key'), { code: CODE, message, hint })
}

const takenTogether: Rule = (draft, report) => {
  const { options } = formOf(draft)
  if (!options) return
  const names = entriesOf(draft)
  const { label, most = Number.POSITIVE_INFINITY } = options
  const beyond = names[most]
  if (beyond !== undefined) {
    const message = `options has ${names.length} names; the target takes ${most}`
    report(draft.attributesFile.position([OPTIONS, beyond[0]], 'key'), { code: CODE, message })
  }
  if (names.length === 0 || !draft.attributesFile.has(['variants', label])) return
  const message = `variants.${label} and options are about the same field; remove one`
  report(draft.attributesFile.position(['variants', label], 'key'), { code: CODE, message })
}

const toldApart: Rule = (draft, report) => {
  const seen = new Map<string, string>()
  for (const [name] of entriesOf(draft)) {
    const position = draft.attributesFile.position([OPTIONS, name], 'key')
    const plain = optionName(name).toLowerCase()
    const other = seen.get(plain)
    if (plain === '') report(position, { code: CODE, message: 'an option needs a name' })
    else if (other === undefined) seen.set(plain, name)
    else {
      const message = `options ${oneOf([other, name].map(quotedKey), 'and')} are the same but for case and white space`
      report(position, { code: 'duplicate', message })
    }
  }
}

const optionExpressions: Rule = (draft, report) => {
  if (draft.entries.sources.length === 0) return
  const sample = sampleOf(draft.entries.sources, draft.entries.target?.side)
  for (const [name, from] of entriesOf(draft)) {
    const problem = expressionProblem(from, sample)
    if (problem === null) continue
    const position = draft.attributesFile.position([OPTIONS, name], 'value')
    report(position, { code: 'expression', message: `options.${name} ${problem}` })
  }
}

export const OPTION_RULES: readonly Rule[] = [partsHaveThem, takenTogether, toldApart, optionExpressions]
