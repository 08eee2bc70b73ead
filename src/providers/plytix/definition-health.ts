import { type Check, type CheckFacts, passed, warned } from '../../model/check.ts'
import { texts } from '../../model/fields.ts'
import { passesOf } from './columns.ts'
import { type Missing, makeThem, missingDefinitions } from './refuse-missing.ts'
import { otherTypes } from './refuse-types.ts'
import type { Account } from './surveyed-account.ts'

/** Definitions that are missing, of another type, or short of options, and whether a plan would make them. */
export function definitionChecks(account: Account): Check[] {
  const { gallery } = account.workspace.settings.target
  const lacking = missingDefinitions(account)
  const of = (kind: Missing['kind'], keep: (label: string) => boolean = () => true) =>
    lacking.filter((entry) => entry.kind === kind && keep(entry.label))
  const missing = {
    attributes: of('attribute', (label) => label !== gallery),
    gallery: of('attribute', (label) => label === gallery),
    relationships: of('relationship'),
    family: of('family'),
  }
  const passes = passesFor(account)
  const attributes = account.wanted.size - 1
  return [
    ...typeChecks(account),
    missingCheck(account, {
      ...{ name: 'attributes', missing: missing.attributes, facts: { passes } },
      nouns: ['attribute is', 'attributes are'],
      whole: `All ${attributes} attributes that the workspace needs are there.`,
    }),
    missingCheck(account, {
      ...{ name: 'gallery', missing: missing.gallery, nouns: ['gallery is', 'galleries are'] },
      whole: `The gallery ${gallery} is there.`,
    }),
    missingCheck(account, {
      ...{ name: 'relationships', missing: missing.relationships, nouns: ['relationship is', 'relationships are'] },
      whole: 'Both relationships are there.',
    }),
    ...(account.family === null ? [] : [missingCheck(account, familyPart(account.family.key, missing.family))]),
    ...optionChecks(account),
  ]
}

function familyPart(name: string, missing: Missing[]): Part {
  return {
    ...{ name: 'family', missing },
    nouns: [`attribute of family ${name} is`, `attributes of family ${name} are`],
    whole: `The family ${name} is there, and all attributes that are there are in it.`,
  }
}

function typeChecks(account: Account): Check[] {
  const diagnostics = otherTypes(account)
  if (diagnostics.length === 0) return []
  const message = diagnostics.map((entry) => entry.message).join(' ')
  return [{ name: 'attributes', severity: 'error', message, hint: diagnostics[0]?.hint ?? null, diagnostics }]
}

interface Part {
  name: string
  missing: Missing[]
  nouns: [one: string, many: string]
  /** What is said where nothing is missing. */
  whole: string
  facts?: CheckFacts
}

function missingCheck(account: Account, { name, missing, nouns, whole, facts = {} }: Part): Check {
  const [one, many] = nouns
  if (missing.length === 0) return passed(name, whole, facts)
  const labels = missing.map(({ label }) => label).join(', ')
  const number = `${missing.length} ${missing.length === 1 ? one : many}`
  if (account.workspace.settings.policy.create_definitions) {
    const pronoun = missing.length === 1 ? 'it' : 'them'
    return passed(name, `${number} missing, and a plan makes ${pronoun}: ${labels}.`, {
      ...facts,
      definitions: missing.length,
    })
  }
  const diagnostics = missing.map((entry) => entry.diagnostic)
  const message = `${number} missing, and policy.create_definitions is false: ${labels}.`
  return { name, severity: 'error', message, hint: makeThem(account), diagnostics, facts }
}

/** Own columns, those of the workspace, and what matching compares. */
const FIXED_COLUMNS = 6

function passesFor({ wanted, workspace }: Account): number {
  const { identifiers } = workspace.settings.target.canonical
  const columns = FIXED_COLUMNS + wanted.size + identifiers.length + 2
  return passesOf(Array.from({ length: columns }, String)).length
}

/** Choices whose options are fewer than the workspace names. */
function optionChecks({ wanted, attributes, dialect }: Account): Check[] {
  return [...wanted.values()].flatMap(({ label, options }) => {
    const live = attributes.get(label)
    if (!live) return []
    const there = texts(live.fields.options)
    const added = options.filter((option) => !there.includes(option))
    if (added.length === 0) return []
    const named = `${label} lacks ${added.length === 1 ? 'the option' : 'the options'} ${added.join(', ')}`
    if (there.length + added.length <= dialect.limits.options)
      return [passed('options', `${named}; a plan adds them.`, { definitions: 1 })]
    const message = `${named}, and holds ${there.length} of the ${dialect.limits.options} that ${dialect.title} takes: they cannot be added.`
    return [
      warned(
        'options',
        message,
        `Remove options of ${label} that nothing uses, in ${dialect.title} under ${dialect.places.attribute}.`,
      ),
    ]
  })
}
