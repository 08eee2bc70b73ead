import { type Baseline, knowsGallery } from '../../model/baseline.ts'
import { parsePart, texts } from '../../model/fields.ts'
import { rulesOf } from '../../model/given-rules.ts'
import { isEmpty, type Json } from '../../model/json.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { LiveResource } from '../../model/live.ts'
import { printOf } from '../../model/members.ts'
import type { AttributeSpec } from '../../model/settings.ts'
import { mainKind, partGroups, partKind } from '../../model/target-kinds.ts'
import type { PlanInput } from '../types.ts'

type Specs = Pick<PlanInput, 'traits' | 'attributes' | 'variants' | 'digest'>

/** Paths of a resource whose values are not those that this program last wrote, in the order of their names. */
export type ChangesSince = (live: LiveResource, baseline: Baseline) => string[]

/** What people did to a resource since its baseline: changed, cleared or filled a managed field, or its gallery. */
export function changesSince(specs: Specs): ChangesSince {
  const { traits, digest } = specs
  const main = mainKind(traits)
  const attributes = rulesOf(main, specs)
  const groups = partGroups(traits)
  const isManaged = managedPaths(main, attributes)
  const part = partKind(traits)
  const isManagedPart = part ? managedPaths(part, rulesOf(part, specs)) : () => false
  const isOurs = (path: string) => {
    const inside = parsePart(path, groups)
    // A key is what the resource is found by, and no value of it.
    return inside ? isManagedPart(inside.path) : path !== main.keyField && isManaged(path)
  }
  const isForeign = foreignPaths(main, { traits, attributes })
  const isGiven = givenByPeople(main, { traits, attributes })
  return (live, baseline) => {
    const edited = Object.keys(baseline.fields).filter(
      (path) => printOf(main.field(path), live.fields[path] ?? null, digest) !== baseline.fields[path],
    )
    const filled = Object.keys(live.fields).filter(
      (path) =>
        !Object.hasOwn(baseline.fields, path) &&
        !isEmpty(live.fields[path]) &&
        (isOurs(path) || isForeign(path) || isGiven(path, live.fields[path] ?? null)),
    )
    return [...new Set([...edited, ...filled, ...galleryChange(live, { baseline, main })])].sort()
  }
}

/** Fields that are written and remembered; what goes along with other changes is neither a person's nor compared. */
function managedPaths(kind: KindTraits, specs: AttributeSpec[]): (path: string) => boolean {
  const written = specs.filter(({ write }) => write === 'always' || write === 'if-empty' || write === 'if-new')
  const paths = new Set(written.map(({ label }) => kind.pathOf(label)))
  if (kind.keyField !== undefined) paths.add(kind.keyField)
  if (kind.images?.main) paths.add(kind.images.main)
  return (path) => paths.has(path)
}

/** Defined fields that no rule of ours writes, wherever they were read: whatever they hold is people's. */
function foreignPaths(
  { groups, images, keyField, pathOf }: KindTraits,
  { traits, attributes }: Pick<Specs, 'traits' | 'attributes'>,
) {
  const written = attributes.filter(({ write }) => write !== 'never').map(({ label }) => pathOf(label))
  const ours = new Set([
    ...written,
    traits.baseline.path,
    ...[images?.gallery, images?.main, keyField].flatMap((one) => one ?? []),
  ])
  return (path: string) => groups.some((group) => path.startsWith(`${group}.`)) && !ours.has(path)
}

/** Where a read shows all that a resource holds: what neither we wrote nor a new one has of itself. */
function givenByPeople(
  { initial, pathOf, keyField, images }: KindTraits,
  { traits, attributes }: Pick<Specs, 'traits' | 'attributes'>,
): (path: string, value: Json) => boolean {
  if (initial === undefined) return () => false
  const along = attributes.flatMap(({ label, write }) => (write === 'on-change' ? pathOf(label) : []))
  const apart = new Set([...along, traits.baseline.path, keyField, images?.gallery])
  return (path, value) => !apart.has(path) && initial[path] !== value
}

/** The gallery has to show exactly what this program put there, in its order. */
function galleryChange(live: LiveResource, { baseline, main }: { baseline: Baseline; main: KindTraits }): string[] {
  if (!main.images) return []
  const shown = texts(live.fields[main.images.gallery])
  const written = knowsGallery(baseline) ? baseline.images.map(({ asset }) => asset) : []
  const same = shown.length === written.length && shown.every((asset, place) => asset === written[place])
  return same ? [] : [main.images.gallery]
}
