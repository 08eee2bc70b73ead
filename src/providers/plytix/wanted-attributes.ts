import type { Provenance } from '../../model/plan.ts'
import { policyOrigin, specOrigin } from '../../model/provenance.ts'
import type { Dialect } from './dialect.ts'
import type { PimWorkspace } from './pim-workspace.ts'

/** An attribute that products need: from the spec, the gallery, or the baseline. */
export interface WantedAttribute {
  label: string
  name: string
  type: string
  options: string[]
  origin: Provenance
}

/** By label: those of the spec, then the gallery and the baseline. */
export function wantedAttributes(
  { galleryType, baseline }: Dialect,
  { settings, attributes }: PimWorkspace,
): Map<string, WantedAttribute> {
  const { gallery, provider } = settings.target
  const specs = attributes.filter(({ type }) => type !== null)
  const wanted = specs.map(({ label, name, type, options, position }) => {
    return { label, name, type: type ?? '', options, origin: specOrigin(position) }
  })
  const origin = policyOrigin(`target.${provider}.gallery`)
  wanted.push({ label: gallery, name: nameOf(gallery), type: galleryType, options: [], origin })
  if (settings.policy.baseline === 'account')
    wanted.push({ ...baseline, options: [], origin: policyOrigin('policy.baseline') })
  return new Map(wanted.map((attribute) => [attribute.label, attribute]))
}

/** `amazon_images` -> `Amazon Images`, whose label is `amazon_images` again. */
function nameOf(label: string): string {
  return label.replace(/(^|_)([a-z])/g, (_, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase())
}
