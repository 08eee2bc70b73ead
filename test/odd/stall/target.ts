import { addressOf } from '../../../src/model/address.ts'
import type { Clock } from '../../../src/model/clock.ts'
import { ProviderError } from '../../../src/model/errors.ts'
import type { LiveResource } from '../../../src/model/live.ts'
import type { Target, TargetTraits } from '../../../src/model/target.ts'
import { imageKind } from '../../../src/model/target-kinds.ts'
import { coinWindows } from './coins.ts'
import { goodsAsAsked, goodsIn, liveGood, liveSign } from './convert.ts'
import type { Request } from './counter.ts'
import type { Line } from './line.ts'
import { createTalk } from './talk.ts'
import { STALL } from './traits.ts'
import { createGathering } from './write.ts'

export interface StallOptions {
  line: Line
  clock: Clock
  /** Names the stall. */
  account: string
  /** Absent: it has no posters. */
  traits?: TargetTraits
}

export interface Stall extends Target {
  /** How many orders went out together, call by call. */
  gathered: readonly number[]
}

const PAGE = 5

/** A target of which nothing is as at the others: writes are gathered, whole, and checked against a revision. */
export function createStall({ line, clock, account, traits = STALL }: StallOptions): Stall {
  const talk = createTalk(line, clock)
  const gathering = createGathering(talk)
  const read = async (request: Request, signal: AbortSignal) => {
    const { answer } = await talk.ask(request, signal)
    if (answer) return answer
    throw new ProviderError('outage', 'The stall does not answer.', { hints: ['Come back later.'] })
  }
  const postersOf = async (signal: AbortSignal): Promise<{ poster?: LiveResource[] }> => {
    if (!imageKind(traits)) return {}
    const answer = await read({ ask: 'posters' }, signal)
    const posters = 'posters' in answer ? answer.posters : []
    return { poster: posters.map(({ id, name }) => ({ kind: 'poster', key: name, id, fields: {} })) }
  }
  /** By kind; nothing of a kind that it does not have. */
  const signsOf = async (signal: AbortSignal): Promise<{ [kind: string]: LiveResource[] }> => {
    const kinds = traits.kinds.filter(({ madeOf }) => madeOf === 'definition').map(({ name }) => name)
    if (kinds.length === 0) return {}
    const answer = await read({ ask: 'signs' }, signal)
    const signs = 'signs' in answer ? answer.signs.map(liveSign) : []
    return Object.fromEntries(kinds.map((name) => [name, signs.filter(({ kind }) => kind === name)]))
  }
  return {
    traits,
    connect: async () => ({ account, windows: coinWindows(traits.asked) }),
    async read(_want, signal) {
      const goods: LiveResource[] = []
      for (let after: string | null = ''; after !== null; ) {
        const page = goodsIn(await read({ ask: 'page', after, most: PAGE }, signal))
        goods.push(...page.goods.map(liveGood))
        after = page.more ? (page.goods.at(-1)?.code ?? null) : null
      }
      const read_at = new Date(clock.now()).toISOString()
      const resources = { ...(await signsOf(signal)), good: goods, ...(await postersOf(signal)) }
      return { read_at, complete: true, resources, missing: [] }
    },
    async look(named, want, signal) {
      const asks = named.filter(({ kind }) => kind === 'good')
      const found: LiveResource[] = []
      for (let start = 0; start < asks.length; start += PAGE) {
        const some = asks.slice(start, start + PAGE)
        const ids = some.flatMap(({ id }) => id ?? [])
        const codes = some.map(({ key }) => key)
        const page = goodsIn(await read({ ask: 'codes', codes, ...(ids.length > 0 && { ids }) }, signal))
        found.push(...goodsAsAsked(page.goods, some, want))
      }
      const asked = new Set(named.map(({ kind, key }) => addressOf(kind, key)))
      if (named.every(({ kind }) => kind === 'good')) return found
      const signs = Object.values(await signsOf(signal)).flat()
      return [...found, ...signs.filter(({ kind, key }) => asked.has(addressOf(kind, key)))]
    },
    write: gathering.write,
    calls: talk.counts,
    allow: talk.allow,
    close: async () => undefined,
    gathered: gathering.sizes,
  }
}
