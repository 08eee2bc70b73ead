import { canonicalJson, type Json } from '../../model/json.ts'
import type { OverrideEntry } from '../overrides.ts'
import { ownSkuPattern } from '../templates.ts'
import { CONTROL_HINT, controlMessage, oneOf, quotedKey } from '../words.ts'
import type { Rule } from './rule.ts'

const ASIN = /^[A-Z0-9]{10}$/

const validKeys: Rule = ({ overrides, settings }, report) => {
  for (const { override, key } of overrides) {
    const { asin, marketplace, position } = override
    if (!ASIN.test(asin)) {
      const upper = key.toUpperCase()
      const hint = ASIN.test(asin.toUpperCase()) ? `Write ${upper}.` : 'Keys look like B07X8Z63ZL or CA/B07X8Z63ZL.'
      const message = `${quotedKey(asin)} is not an ASIN: ten upper-case letters and digits`
      report(position, { code: 'asin', message, hint })
    }
    const configured = settings.source.marketplaces
    if (marketplace === null || configured.length === 0 || configured.includes(marketplace)) continue
    const message = `${marketplace === '' ? 'no marketplace' : marketplace} is not a marketplace of this workspace, so the entry has no effect`
    const hint = `Configured: ${oneOf(configured, 'and')}.`
    report(position, { code: 'marketplace', severity: 'warning', message, hint })
  }
}

const canonicalIsNotOwn: Rule = ({ overrides, settings }, report) => {
  const own = ownSkuPattern(settings.target.sku, settings.source.marketplaces)
  for (const { override, file, key } of overrides) {
    const { canonical } = override
    if (canonical === undefined) continue
    const position = file.position(['overrides', key, 'canonical'], 'value')
    if (own.test(canonical)) {
      const message = `${key}.canonical is the SKU of a listing's own product; it must name a canonical product or none`
      report(position, { code: 'canonical', message })
    } else if (canonical !== 'none' && canonical.toLowerCase() === 'none') {
      report(position, { code: 'canonical', message: 'write "none" in lower case' })
    }
  }
}

const noControlCharacters: Rule = ({ overrides }, report) => {
  for (const { override, file, key } of overrides) {
    const control = /\p{Cc}/u.exec(override.canonical ?? '')?.[0]
    if (control === undefined) continue
    const position = file.position(['overrides', key, 'canonical'], 'value')
    report(position, { code: 'control-character', message: controlMessage(control), hint: CONTROL_HINT })
  }
}

const parentIsAnother: Rule = ({ overrides }, report) => {
  for (const { override, file, key } of overrides) {
    if (override.parent === undefined || override.parent !== override.asin) continue
    const message = `${override.asin} cannot be its own parent`
    report(file.position(['overrides', key, 'parent'], 'value'), { code: 'parent', message })
  }
}

/** Keys that decide something. */
const DECISIONS = ['canonical', 'parent', 'attributes', 'keep', 'images'] as const

const ignoreAlone: Rule = ({ overrides }, report) => {
  for (const { override, file, key } of overrides) {
    if (override.ignore !== true) continue
    const other = DECISIONS.find((name) => override[name] !== undefined)
    if (other === undefined) continue
    const message = `${key} has both ignore and ${other}: an ignored listing is never linked and never written; remove one`
    report(file.position(['overrides', key, 'ignore'], 'key'), { code: 'override', message })
  }
}

const saysSomething: Rule = ({ overrides }, report) => {
  for (const { override, file, key } of overrides) {
    const has = (name: string) => file.has(['overrides', key, name])
    const decides = DECISIONS.some(has) || (has('ignore') && override.ignore !== false)
    if (!decides) {
      const message = `${key} changes nothing`
      const hint = 'Give it canonical, parent, attributes, keep, images or ignore: true, or remove it.'
      report(override.position, { code: 'no-effect', severity: 'warning', message, hint })
    } else if (!has('reason')) {
      const message = `${key} has no reason`
      const hint = 'Say why, for the people who come after you: reason: …'
      report(override.position, { code: 'reason', severity: 'warning', message, hint })
    }
  }
}

function decisionOf({ override }: OverrideEntry): string {
  const { canonical, parent, attributes, keep, images, ignore = false } = override
  return canonicalJson({ canonical, parent, attributes, keep: keep?.toSorted(), images, ignore } as unknown as Json)
}

const onceEach: Rule = ({ overrides }, report) => {
  const first = new Map<string, OverrideEntry>()
  for (const entry of overrides) {
    const { asin, marketplace, position } = entry.override
    const id = `${marketplace ?? ''}/${asin}`
    const earlier = first.get(id)
    if (!earlier) {
      first.set(id, entry)
      continue
    }
    const { file, line } = earlier.override.position
    if (decisionOf(earlier) === decisionOf(entry)) {
      const message = `${entry.key} says the same as ${file}:${line}; one of them is enough`
      report(position, { code: 'duplicate', severity: 'warning', message })
    } else {
      const message = `${entry.key} contradicts ${file}:${line}; keep one of them`
      report(position, { code: 'duplicate', message })
    }
  }
}

export const OVERRIDE_RULES: readonly Rule[] = [
  validKeys,
  canonicalIsNotOwn,
  noControlCharacters,
  parentIsAnother,
  ignoreAlone,
  saysSomething,
  onceEach,
]
