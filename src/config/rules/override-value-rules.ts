import type { AttributeForm } from '../../model/scaffold.ts'
import type { AttributeSpec } from '../../model/settings.ts'
import { encodeValue } from '../../model/values.ts'
import { oneOf, suggestion } from '../words.ts'
import { type Draft, type Rule, specsOf } from './rule.ts'
import { formOf, kindOf, optionsOf } from './value-kinds.ts'

/** Values that overrides set: of attributes that are managed here, and of their type. */
const overriddenValues: Rule = (draft, report) => {
  const { overrides } = draft
  const form = formOf(draft)
  const specs = managedSpecs(draft)
  for (const { override, file, key } of overrides) {
    for (const [label, value] of Object.entries(override.attributes ?? {})) {
      const spec = specs.get(label)
      const at = (part: 'key' | 'value') => file.position(['overrides', key, 'attributes', label], part)
      if (!spec) {
        report(at('key'), {
          code: 'unknown-attribute',
          message: `specs/attributes.yaml has no ${JSON.stringify(label)}${suggestion(label, [...specs.keys()])}`,
        })
        continue
      }
      if (spec.write === 'never') {
        const message = `${label} has write: never in specs/attributes.yaml, so setting it has no effect`
        report(at('key'), { code: 'no-effect', severity: 'warning', message })
      }
      const problem = valueProblem(spec, value, form)
      if (problem !== null) report(at('value'), { code: 'value', message: `${label} ${problem}` })
    }
  }
}

/** By label; what is said of resources comes before what is said of their parts. */
function managedSpecs(draft: Draft): Map<string, AttributeSpec> {
  return new Map(
    specsOf(draft)
      .toReversed()
      .map(({ spec }) => [spec.label, spec]),
  )
}

function valueProblem(spec: AttributeSpec, value: string | string[], form: AttributeForm): string | null {
  if (spec.named) return 'holds several values, and none of them can be set here; to leave it to people, use keep'
  const kind = kindOf(spec, form)
  const encoded = encodeValue(kind, value)
  if (!encoded.ok) return encoded.message
  if (encoded.value === null) return 'must not be empty; to leave the field to people, use keep'
  if (form.whole.includes(spec.type ?? '') && !Number.isInteger(encoded.value)) return 'is not a whole number'
  const options = optionsOf(spec, form)
  if (options.length === 0) return null
  const stranger = [encoded.value].flat().find((entry) => !options.includes(String(entry)))
  return stranger === undefined ? null : `must be ${oneOf(options)}${suggestion(String(stranger), options)}`
}

/** Fields that people keep: managed ones, or the images. */
const keptFields: Rule = (draft, report) => {
  const { overrides, settings } = draft
  const known = [...new Set(specsOf(draft).map(({ spec }) => spec.label)), settings.target.gallery, 'thumbnail']
  for (const { override, file, key } of overrides) {
    for (const [index, label] of (override.keep ?? []).entries()) {
      const position = file.position(['overrides', key, 'keep', index], 'value')
      if (!known.includes(label)) {
        const message = `keep names ${JSON.stringify(label)}, which is not written here anyway${suggestion(label, known)}`
        report(position, { code: 'unknown-attribute', message })
      } else if (Object.hasOwn(override.attributes ?? {}, label)) {
        const message = `${key} both sets and keeps ${label}; remove one`
        report(position, { code: 'override', message })
      }
    }
  }
}

const imagesAgree: Rule = ({ overrides }, report) => {
  for (const { override, file, key } of overrides) {
    const { exclude = [], order = [], main = null } = override.images ?? {}
    for (const slot of exclude) {
      const part = slot === main ? 'main' : order.includes(slot) ? 'order' : null
      if (part === null) continue
      const message = `images.${part} names ${slot}, which images.exclude leaves out`
      report(file.position(['overrides', key, 'images', part], 'value'), { code: 'override', message })
    }
  }
}

const imagesSayMore: Rule = ({ overrides }, report) => {
  for (const { override, file, key } of overrides) {
    const says = (part: string) => file.has(['overrides', key, 'images', part])
    if (override.images === undefined || says('exclude') || says('order') || says('main')) continue
    const message = `${key}.images says nothing: give it exclude, order or main`
    report(file.position(['overrides', key, 'images'], 'key'), { code: 'no-effect', severity: 'warning', message })
  }
}

export const OVERRIDE_VALUE_RULES: readonly Rule[] = [overriddenValues, keptFields, imagesAgree, imagesSayMore]
