import type { AttributeSpec } from '../../model/settings.ts'
import { choiceTypes } from '../assemble.ts'
import type { SpecSection } from '../attributes.ts'
import { expressionProblem, sampleOf } from '../expressions.ts'
import type { Path } from '../problem.ts'
import { oneOf, suggestion } from '../words.ts'
import { type Draft, type Rule, specsOf } from './rule.ts'
import { formOf } from './value-kinds.ts'

/** Where a key of a spec stands, or the spec itself. */
function at(draft: Draft, { spec, section }: { spec: AttributeSpec; section: SpecSection }, key: string) {
  return draft.attributesFile.position([section, spec.label, key], 'value')
}

const labelFromName: Rule = (draft, report) => {
  if (!draft.entries.target) return
  const { own, slug, untyped } = formOf(draft)
  // Such a target makes nothing of names.
  if (untyped) return
  for (const spec of draft.attributes) {
    const named = draft.attributesFile.data?.attributes?.[spec.label]
    const unnamed = Object.hasOwn(own, spec.label) || !named || !('name' in named)
    if (unnamed || slug(spec.name) === spec.label) continue
    report(at(draft, { spec, section: 'attributes' }, 'name'), {
      code: 'label',
      message: `the target makes the label ${JSON.stringify(slug(spec.name))} of the name ${JSON.stringify(spec.name)}, not ${JSON.stringify(spec.label)}`,
      hint: `Write the key ${slug(spec.name)}, or change the name.`,
    })
  }
}

const reservedLabels: Rule = (draft, report) => {
  const reserved = formOf(draft).reserved(draft.settings.target)
  for (const { label, position } of specsOf(draft).map(({ spec }) => spec)) {
    if (!Object.hasOwn(reserved, label)) continue
    report(position, { code: 'reserved', message: `${label} ${reserved[label]} and cannot be written by a rule here` })
  }
}

const strangers: Rule = (draft, report) => {
  const { stranger, reserved } = formOf(draft)
  if (!stranger) return
  const known = reserved(draft.settings.target)
  for (const { spec, section } of specsOf(draft)) {
    const { label, position } = spec
    const found = Object.hasOwn(known, label) ? null : stranger(label, section)
    if (found === null) continue
    const near = suggestion(label, found.known)
    report(position, {
      code: 'label',
      message: `${label} ${found.problem}${near}`,
      hint: `There are ${oneOf(found.known, 'and')}.`,
    })
  }
}

/** The keys that say where a value comes from. */
const ORIGINS = ['from', 'value', 'compute']

const fromOrValue: Rule = (draft, report) => {
  for (const { spec, section } of specsOf(draft)) {
    const has = (key: string) => draft.attributesFile.has([section, spec.label, key])
    const given = ORIGINS.filter(has)
    const [first, second] = given
    if (second !== undefined) {
      const message = `${spec.label} has both ${first} and ${second}; remove one`
      report(draft.attributesFile.position([section, spec.label, second], 'key'), { code: 'from-value', message })
    } else if (first === undefined && has('write') && spec.write !== 'never') {
      const hint = 'Only write: never needs neither.'
      report(spec.position, { code: 'from-value', message: `${spec.label} needs from or value`, hint })
    } else if (first !== undefined && spec.write === 'never') {
      const message = `${spec.label}.${first} has no effect: write: never only defines the attribute`
      const position = draft.attributesFile.position([section, spec.label, first], 'key')
      report(position, { code: 'no-effect', severity: 'warning', message })
    }
  }
}

const clearNeedsAlways: Rule = (draft, report) => {
  for (const { spec, section } of specsOf(draft)) {
    if (!spec.clear || spec.write === 'always') continue
    const message = `${spec.label}.clear has no effect with write: ${spec.write}`
    const hint = 'Only values with write: always are cleared.'
    const position = draft.attributesFile.position([section, spec.label, 'clear'], 'key')
    report(position, { code: 'no-effect', severity: 'warning', message, hint })
  }
}

const expressions: Rule = (draft, report) => {
  if (draft.entries.sources.length === 0) return
  const sample = sampleOf(draft.entries.sources, draft.entries.target?.side)
  for (const { spec, section } of specsOf(draft)) {
    for (const { expression, path } of expressionsOf(spec)) {
      const problem = expressionProblem(expression, sample)
      if (problem === null) continue
      const message = `${spec.label}.${path.filter((step) => typeof step === 'string').join('.')} ${problem}`
      const position = draft.attributesFile.position([section, spec.label, ...path], 'value')
      report(position, { code: 'expression', message })
    }
  }
}

/** All that a rule reads, and where it stands in the rule. */
function expressionsOf({ from, others, compute }: AttributeSpec): { expression: string; path: Path }[] {
  if (compute) return [{ expression: compute.base, path: ['compute', 'base'] }]
  if (from === null) return []
  if (others === undefined) return [{ expression: from, path: ['from'] }]
  return [from, ...others].map((expression, index) => ({ expression, path: ['from', index] }))
}

const optionsFitType: Rule = (draft, report) => {
  if (!draft.entries.target) return
  const choices = choiceTypes(formOf(draft))
  for (const { spec, section } of specsOf(draft)) {
    if (spec.type === null) continue
    const choice = choices.includes(spec.type)
    const given = draft.attributesFile.has([section, spec.label, 'options'])
    if (choice && !given) {
      const message = `${spec.label} is a ${spec.type} and needs options`
      report(spec.position, { code: 'options', message, hint: 'List its allowed values: options: [US, CA].' })
    }
    if (choice || !given) continue
    const message = `${spec.label} is a ${spec.type} and takes no options`
    const hint = `Options belong to ${choices.join(' and ')}.`
    report(draft.attributesFile.position([section, spec.label, 'options'], 'key'), {
      code: 'options',
      message,
      hint,
    })
  }
}

/** A choice that holds the shop must know every one. */
const shopOptions: Rule = (draft, report) => {
  for (const { spec, section } of specsOf(draft)) {
    const missing = draft.entries.sources.flatMap(({ words, settings }) => {
      const name = words.shop.placeholder
      const meant = spec.from?.trim() === name || spec.value === `{${name}}`
      return meant ? settings.shops.filter((shop) => !spec.options.includes(shop)) : []
    })
    if (missing.length === 0 || spec.options.length === 0) continue
    report(at(draft, { spec, section }, 'options'), {
      code: 'options',
      message: `${spec.label}.options lacks ${missing.join(', ')}, which sync.yaml configures`,
      hint: `Write options: [${[...spec.options, ...missing].join(', ')}].`,
    })
  }
}

export const ATTRIBUTE_RULES: readonly Rule[] = [
  labelFromName,
  reservedLabels,
  strangers,
  fromOrValue,
  clearNeedsAlways,
  expressions,
  optionsFitType,
  shopOptions,
]
