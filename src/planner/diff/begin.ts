import { policyOrigin } from '../../model/provenance.ts'
import { keySettingOf } from '../../model/settings.ts'
import { imageKind, mainKind } from '../../model/target-kinds.ts'
import type { Prepared } from '../prepared.ts'
import type { Subject } from '../project/groups.ts'
import type { Listing, PlanInput } from '../types.ts'
import { constantsOfNew } from './constants.ts'
import type { Above, DiffContext, Pictures } from './context.ts'
import { planDefinitions } from './definitions.ts'
import { drafter } from './draft.ts'
import { findGone, type GoneProduct } from './gone.ts'
import { indexImages } from './image-index.ts'
import { fitParts, noteMisfits } from './misfits.ts'
import { giversFirst, movesOf, noteFreed, withoutStaying } from './moves.ts'
import { holdBack, meetOthers } from './others.ts'
import { removingOf } from './removing.ts'
import { planResource } from './resources.ts'
import { createSourceDifferences } from './source-differences.ts'
import { intendedSources } from './sources.ts'
import { createSpoken } from './spoken.ts'
import { type StalePair, stalePairs } from './stale.ts'
import { Trail } from './trail.ts'

/** Limits of the comparison that come from elsewhere. */
export interface DiffOptions {
  parts: ReadonlySet<string>
  /** False while the export may lack much: nothing is cleared on its word. */
  mayClear: boolean
  /** What resources may belong to. */
  above?: Above
}

const NOTHING_ABOVE: Above = { ids: new Map(), made: new Map() }

export interface Beginning {
  context: DiffContext
  /** What is compared, without the parts that have no place. */
  subjects: Subject[]
  /** Resources of ours whose items the source has no more. */
  gone: GoneProduct[]
  /** Relations of ours that no longer follow. */
  pairs: StalePair[]
}

/** What comparing needs, before anything is compared. */
export function beginDiff(prepared: Prepared, input: PlanInput, options: DiffOptions): Beginning {
  const { desired, matched, held } = prepared
  // Where listings become one resource, what is gone is known once all kinds are compared.
  const gone = input.spoken === undefined ? findGone(held.proven, input) : []
  const confirmed = gone.filter((one) => one.confirmed)
  const known = { ...desired, input, population: matched.population }
  const pairs = stalePairs({ subjects: desired.subjects, gone: confirmed }, known)
  const bare = contextOf(prepared, { pairs, options }, input)
  const { subjects, misfits } = fitParts(desired.subjects, bare)
  const pictures = picturesOf({ population: matched.population, subjects }, input)
  return { context: { ...bare, pictures, misfits }, subjects, gone, pairs }
}

interface Parts {
  pairs: readonly StalePair[]
  options: DiffOptions
}

function contextOf(
  { matched, desired, held, guards }: Prepared,
  { pairs, options }: Parts,
  input: PlanInput,
): DiffContext {
  const { survey, rules, partRules, relations } = desired
  const { population, diagnostics } = matched
  const { settings } = input
  const differences = createSourceDifferences()
  return {
    ...options,
    input,
    survey,
    kind: mainKind(input.traits),
    population,
    held: held.proven,
    definitions: planDefinitions(survey, input, population),
    rules,
    partRules,
    fields: { scope: settings.scope, report: (entry) => diagnostics.push(entry), differing: differences.note },
    pictures: null,
    misfits: new Map(),
    moves: movesOf(desired.subjects, { input, population }),
    sourcesOf: intendedSources(pairs, { input, population, survey, relations }),
    removing: removingOf(input, guards),
    spoken: createSpoken(input),
    origins: { key: policyOrigin(keySettingOf(settings.target)) },
    trail: new Trail(),
    constants: constantsOfNew({ ...options, input, kind: mainKind(input.traits) }),
    draftOf: drafter(input.digest),
    above: options.above ?? NOTHING_ABOVE,
    differences,
    found: {
      drafts: [],
      blocked: [],
      drift: [],
      conflicts: [],
      overwrites: [],
      ambiguous: [],
      names: new Map(),
      uploads: new Map(),
      dead: new Map(),
      absent: new Map(),
      freed: new Map(),
    },
  }
}

function picturesOf(
  { population, subjects }: Pick<DiffContext, 'population'> & { subjects: readonly Subject[] },
  input: PlanInput,
): Pictures | null {
  const [main, image] = [mainKind(input.traits), imageKind(input.traits)]
  if (!image || !main.images) return null
  const index = indexImages(population, input, { main, image })
  const { gallery, main: first, ofParts = false } = main.images
  const parts = new Map(ofParts ? subjects.map((subject) => [subject.listing.key, others(subject)]) : [])
  return {
    gallery,
    main: first,
    partsOf: (key) => parts.get(key) ?? NO_PARTS,
    index,
    kind: image,
    known: { kind: image.name, action: image.verbs.create, seen: new Map() },
    origins: new Map(),
  }
}

const NO_PARTS: readonly Listing[] = []

/** One that is a part of itself shows its own pictures. */
function others({ listing, parts }: Subject): readonly Listing[] {
  return parts.filter(({ item }) => item.key !== listing.item.key)
}

/** Plans resources in the order of their keys, up to the limit of a canary; returns what was looked at. */
export function planSubjects(subjects: Subject[], context: DiffContext): Subject[] {
  const { parts, input, found, population } = context
  if (!['products', 'images', 'hierarchy', 'listings'].some((part) => parts.has(part))) return []
  const limit = input.selection.limit ?? Number.POSITIVE_INFINITY
  const processed: Subject[] = []
  const others = parts.has('products') ? meetOthers(subjects, context) : null
  for (const whole of giversFirst(subjects, context)) {
    const { key } = whole.listing
    if (found.drafts.length < limit) {
      const { subject, staying } = withoutStaying(whole, context)
      const met = others?.get(key)
      if (met) holdBack(subject, met, context)
      else planResource(subject, context)
      noteFreed(subject, context)
      noteMisfits(subject, staying, context)
      processed.push(subject)
    } else if (!population.byKey.has(key)) found.absent.set(key, 'beyond-limit')
  }
  return processed
}
