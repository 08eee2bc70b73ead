import { addressOf } from '../../model/address.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { liveOf } from '../../model/live.ts'
import type { Address, Blocked } from '../../model/plan.ts'
import type { SourceItems } from '../../model/source.ts'
import { isJoining, mainKind, partGroups } from '../../model/target-kinds.ts'
import { beginDiff } from '../diff/begin.ts'
import { planDefinitions } from '../diff/definitions.ts'
import type { Draft } from '../diff/draft.ts'
import { viewed } from '../diff/gone-below.ts'
import { inOrder } from '../diff/order.ts'
import { unusedAddresses } from '../guard/index.ts'
import { narrow, selectedParts } from '../guard/narrow.ts'
import { summarise } from '../guard/summary.ts'
import { prepare } from '../index.ts'
import { nearTexts } from '../match/near.ts'
import { classify, type Population } from '../match/population.ts'
import type { Prepared } from '../prepared.ts'
import type { Elsewhere, PlanContents, PlanInput } from '../types.ts'
import { neededDefinitions } from './definitions.ts'
import { formerOf } from './former.ts'
import { leftAfter } from './left.ts'
import { asOurs, type Other, othersOf, withKeys } from './others.ts'
import { adoptOne } from './resource.ts'
import { takenFrom, withBaselines } from './take-over.ts'

export interface Adoption {
  /** What a former tool last read of the source, which tells its values from people's. */
  asOf: SourceItems[] | null
  /** A scope whose resources are taken over. */
  fromScope: string | null
}

/**
 * Takes over what older tools or people have made: baselines of resources of ours, and what those need. The lists of
 * the plan say what is left once it is applied. @throws SyncError as `assemblePlan` does
 */
export function assembleAdoption(input: PlanInput, adoption: Adoption): PlanContents {
  const there = populationsIn(input)
  const before = there.get(mainKind(input.traits).name) as Population
  const taken = new Map(
    [...there].map(([kind, population]) => [kind, takenFrom(adoption.fromScope, population, input)]),
  )
  const ours = [...taken].flatMap(([kind, all]) =>
    [...all].map(
      ([key, { baseline }]) => [addressOf(kind, key), { ...baseline, scope: input.settings.scope }] as const,
    ),
  )
  const own = { ...input, live: withBaselines(new Map(ours), input) }
  const first = prepare(own)
  const others = othersOf(tiersIn(first), own)
  const given = { ...own, live: asOurs(others, own.live) }
  const prepared = others.size === 0 ? first : prepare(given)
  const found = findAdopted(tiersIn(prepared), given, { asOf: adoption.asOf, taken, others })
  const narrowed = narrow(found.drafts, input.selection, partGroups(input.traits))
  const operations = narrowed.drafts.map(({ operation }) => operation)
  const { listings } = prepared.matched
  const populations = tiersIn(prepared).map((tier) => [kindIn(tier), tier.matched.population] as const)
  const done = new Map(operations.flatMap(({ address }) => withAddress(others, address)))
  const left = leftAfter(operations, { ...input, live: asOurs(done, input.live) }, new Map(populations))
  const blocked = [...found.blocked, ...narrowed.blocked, ...left.blocked.filter(isOwnership)]
  const lists = { operations, blocked, drift: left.drift, conflicts: left.conflicts }
  const adopted = operations.filter(({ action }) => action === 'adopt').length
  return {
    ...left,
    ...lists,
    gone: [],
    stale: [],
    guards: [],
    diagnostics: [
      ...unknownScope(adoption.fromScope, before),
      ...unusedAddresses(found.drafts, input.selection),
      ...left.diagnostics.filter(({ code }) => !OF_THE_NEXT_PLAN.has(code)),
    ],
    summary: summarise(lists, found.owned - adopted, input.traits),
    left_out: {
      listings: listings.all.length - listings.reached.length + found.beyond,
      operations: found.drafts.length - narrowed.drafts.length,
    },
    population: countOf(before, input),
  }
}

function withAddress(others: ReadonlyMap<Address, Other>, address: Address): [Address, Other][] {
  const other = others.get(address)
  return other === undefined ? [] : [[address, other]]
}

interface Found {
  drafts: Draft[]
  blocked: Blocked[]
  /** Resources of ours that were looked at. */
  owned: number
  /** Subjects behind the limit of a canary. */
  beyond: number
}

/** By kind: what is there before anything is taken over. */
function populationsIn(input: PlanInput): Map<string, Population> {
  if (!isJoining(input.traits)) return new Map([[mainKind(input.traits).name, classify(input.live, input)]])
  return new Map(tiersIn(prepare(input)).map((tier) => [kindIn(tier), tier.matched.population]))
}

/** Masters and what belongs to them; elsewhere one kind. */
function tiersIn(prepared: Prepared): Prepared[] {
  return [prepared, ...prepared.below]
}

function kindIn({ input }: Prepared): string {
  return mainKind(input.traits).name
}

interface Adopting {
  asOf: SourceItems[] | null
  /** By kind and key. */
  taken: ReadonlyMap<string, ReadonlyMap<string, Elsewhere>>
  /** What others made and is taken over, as it will be ours already. */
  others: ReadonlyMap<Address, Other>
}

/** Baselines that are to be written, with the definitions that they need: of nothing else. */
function findAdopted(tiers: Prepared[], input: PlanInput, { asOf, taken, others }: Adopting): Found {
  const [main] = tiers as [Prepared]
  const { survey } = main.desired
  const keys = [...others.values()].flatMap((one) => one.keys)
  const definitions = neededDefinitions(survey.definitions, { traits: input.traits, keys })
  const { drafts: needed, blocked, waits } = planDefinitions({ ...survey, definitions }, input, main.matched.population)
  const adopted: Draft[] = []
  const found = { owned: 0, beyond: 0 }
  for (const prepared of tiers) {
    const own = tiers.length === 1 ? input : { ...viewed(prepared, input), selection: input.selection }
    const { context } = beginDiff(prepared, own, { parts: selectedParts(input.selection), mayClear: false })
    const adopting = {
      context: { ...context, definitions: { ...context.definitions, waits } },
      former: asOf && formerOf(asOf, input, context),
      taken: taken.get(kindIn(prepared)) ?? new Map<string, Elsewhere>(),
    }
    adoptAll(prepared, { ...adopting, others }, { adopted, found })
  }
  const drafts = adopted.length === 0 ? [] : inOrder([...needed, ...adopted], input.traits.kinds)
  return { ...found, drafts, blocked: adopted.length === 0 ? [] : blocked }
}

/** Up to the limit of a canary. */
function adoptAll(
  { desired, matched }: Prepared,
  adopting: Parameters<typeof adoptOne>[2] & Pick<Adopting, 'others'>,
  { adopted, found }: { adopted: Draft[]; found: Pick<Found, 'owned' | 'beyond'> },
): void {
  const limit = adopting.context.input.selection.limit ?? Number.POSITIVE_INFINITY
  for (const subject of desired.subjects) {
    const owned = matched.population.owned.get(subject.listing.key)
    if (!owned) continue
    if (adopted.length >= limit) {
      found.beyond += 1
      continue
    }
    found.owned += 1
    const draft = adoptOne(subject, owned, adopting)
    const other = adopting.others.get(subject.listing.address)
    if (draft) adopted.push(other ? withKeys(draft, other, adopting.context) : draft)
  }
}

/** Of what the next plan would hold back, only whose resources are whose is of any use here. */
function isOwnership({ code }: Blocked): boolean {
  return code === 'other-scope' || code === 'renamed'
}

/** What is said of operations that this plan does not have. */
const OF_THE_NEXT_PLAN: ReadonlySet<string> = new Set(['address-unused', 'unadopted'])

function unknownScope(scope: string | null, { otherScope }: Population): Diagnostic[] {
  const known = [...new Set(otherScope.values())].sort()
  if (scope === null || known.includes(scope)) return []
  const [near] = nearTexts(scope, known)
  const list = known.length === 0 ? 'Every baseline here is of this scope.' : `There are ${known.join(', ')}.`
  const hint = near === undefined ? list : `Did you mean ${near}?`
  const message = `Nothing in the account belongs to scope ${scope}.`
  return [diagnostic({ severity: 'warning', code: 'unknown-scope', message, hint })]
}

function countOf({ owned, canonical }: Population, { live, traits }: PlanInput): PlanContents['population'] {
  const foreign = liveOf(live, mainKind(traits).name).length - owned.size - canonical.length
  return { owned: owned.size, canonical: canonical.length, foreign }
}
