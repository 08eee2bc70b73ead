import { addressOf } from '../../model/address.ts'
import type { Fields } from '../../model/fields.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { Address, Ambiguous, Blocked, Conflict, Drift, Overwrite, Provenance } from '../../model/plan.ts'
import { interned } from '../../model/provenance.ts'
import type { Survey } from '../../model/target.ts'
import type { Held } from '../match/held.ts'
import type { Population } from '../match/population.ts'
import type { KnownImages } from '../project/images.ts'
import type { FieldContext, FieldRule } from '../project/rules.ts'
import type { DesiredImage, Listing, PlanInput } from '../types.ts'
import type { Constants } from './constants.ts'
import type { Definitions } from './definitions.ts'
import type { Draft, Drafter } from './draft.ts'
import type { ImageIndex } from './image-index.ts'
import type { Removing } from './removing.ts'
import type { SourceDifferences } from './source-differences.ts'
import type { Spoken } from './spoken.ts'
import type { Trail } from './trail.ts'
import type { Write } from './write.ts'

/** Why a resource neither exists nor will. */
export type Absence = 'blocked' | 'excluded' | 'beyond-limit'

/** Images of a plan whose target makes resources of them. */
export interface Pictures {
  index: ImageIndex
  known: KnownImages
  kind: KindTraits
  /** Where the main kind shows them. */
  gallery: string
  main: string | null
  /** What a resource shows the pictures of behind its own, by its key. */
  partsOf(key: string): readonly Listing[]
  /** Where galleries and main pictures come from: one object for each place. */
  origins: Map<string, Provenance>
}

/** A part that is left out, and what it has that is in the way. */
export interface Misfit {
  part: Listing
  has: string
  /** What can be done, where that is not the usual. */
  hint?: string
}

/** What is left out, by the keys of the resources. */
export type Misfits = ReadonlyMap<string, readonly Misfit[]>

/** What comparing resources needs, and where it puts what it finds. */
export interface DiffContext {
  input: PlanInput
  survey: Survey
  /** The kind that items become. */
  kind: KindTraits
  population: Population
  definitions: Definitions
  rules: readonly FieldRule[]
  partRules: readonly FieldRule[]
  fields: FieldContext
  /** `null`: the target makes nothing of images. */
  pictures: Pictures | null
  /** Parts that are left out. */
  misfits: Misfits
  /** Parts that are in another resource of ours than the one that they belong into, by their keys, and the key of that. */
  moves: ReadonlyMap<string, string>
  /** The parts of the plan that `--only` names. */
  parts: ReadonlySet<string>
  /** Keys of the resources that should refer to one, by series. */
  sourcesOf: (key: string) => { [series: string]: string[] }
  /** False while the export may lack much: nothing is cleared on its word. */
  mayClear: boolean
  /** What the account holds in this scope, by shop. */
  held: readonly Held[]
  /** What may be removed. */
  removing: Removing
  /** What is known of what nothing is planned for. */
  spoken: Spoken
  /** Where values come from that no rule gives. */
  origins: { key: Provenance }
  /** Where those of all new resources begin. */
  trail: Trail
  /** Fields that hold the same on all new resources. */
  constants: Constants
  draftOf: Drafter
  /** What its resources belong to; nothing at the top. */
  above: Above
  /** Where sources that speak for one resource differ. */
  differences: SourceDifferences
  found: Findings
}

/** Resources that others belong to, by their addresses. */
export interface Above {
  /** The target's ids of those that are there. */
  ids: ReadonlyMap<Address, string>
  /** The operations of this plan that make others. */
  made: ReadonlyMap<Address, string>
}

export interface Findings {
  drafts: Draft[]
  blocked: Blocked[]
  drift: Drift[]
  conflicts: Conflict[]
  overwrites: Overwrite[]
  /** Of which nothing is made, since what others made could be the same. */
  ambiguous: Ambiguous[]
  /** What addresses by ids stand for. */
  names: Map<Address, string>
  /** Images that must be uploaded, by address, with where they come from. */
  uploads: Map<Address, { image: DesiredImage; origin: Provenance }>
  /** Images that are blocked because the target could not fetch them before. */
  dead: Map<Address, DesiredImage>
  /** Keys that neither exist nor will: relations to them are left out. */
  absent: Map<string, Absence>
  /** The operations that take parts out of resources which belong into others, by the keys of the parts. */
  freed: Map<string, string>
}

/** The changes of one resource, gathered field by field. */
export interface Changes {
  before: Fields
  after: Fields
  /** Paths that are compared, in the order in which they were found. */
  compared: string[]
  provenance: { [path: string]: Provenance }
  /** Members of ours in lists that others add to as well. */
  members: { [path: string]: string[] }
  /** Fingerprints of what the source says where people's values are to stay. */
  settled: { [path: string]: string }
  /** Paths of which the baseline is to remember nothing from now on. */
  forgotten: string[]
}

export function noChanges(): Changes {
  return { before: {}, after: {}, compared: [], provenance: {}, members: {}, settled: {}, forgotten: [] }
}

/** The operations of images that the account does not have yet (`refs`: those that it has), in order; they are planned with the first that needs them. */
export function waitForImages(
  images: DesiredImage[],
  { refs, listing }: { refs: Write['refs'] | null; listing: Listing },
  { found, pictures }: DiffContext,
): string[] {
  if (!pictures) return []
  const { facts } = listing
  const origin = interned(pictures.origins, facts.name, facts.paths.images ?? 'images')
  const ids: string[] = []
  for (const image of images) {
    if (refs !== null && refs[image.address] !== undefined) continue
    const known = found.uploads.get(image.address)
    if (known?.image !== image || known.origin !== origin) found.uploads.set(image.address, { image, origin })
    ids.push(image.upload)
  }
  return ids.sort()
}

/** The operations that make what fields need first. */
export function waitForDefinitions(paths: Iterable<string>, { kind, definitions }: DiffContext): string[] {
  const needed = new Set<string>()
  for (const path of paths) {
    const { definedBy } = kind.field(path)
    const id = definedBy && definitions.waits.get(definedBy)
    if (id !== undefined) needed.add(id)
  }
  return [...needed]
}

/**
 * The same for the relations that a baseline names: one that is named and was never made would look as if somebody had taken
 * it away. In a first load all of them have left before any resource can.
 */
export function waitForRelations(
  links: { [series: string]: string[] },
  { survey, definitions, population }: DiffContext,
): string[] {
  if (population.owned.size === 0 || definitions.waits.size === 0) return []
  const named = survey.series.filter(({ name }) => Object.hasOwn(links, name))
  return named.flatMap(({ definition: { kind, key } }) => definitions.waits.get(addressOf(kind, key)) ?? [])
}

/** True for fields whose definition neither exists nor will. */
export function isLost(path: string, { kind, definitions }: Pick<DiffContext, 'kind' | 'definitions'>): boolean {
  if (definitions.lost.size === 0) return false
  const { definedBy } = kind.field(path)
  return definedBy !== undefined && definitions.lost.has(definedBy)
}
