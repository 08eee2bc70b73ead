import type { Memo, SourceResult } from '../../../src/model/source.ts'
import type { Tokens } from '../../../src/model/tokens.ts'
import { createHttp } from '../../../src/net/http.ts'
import { createShopeeSource } from '../../../src/providers/shopee/source.ts'
import { asExported, contextWith, type KeptMemo } from '../../contract/source-fixture.ts'
import { crashingHttp } from '../../crash/crashing-http.ts'
import { type Crash, createMortal, type Mortal } from '../../crash/mortal.ts'
import { openWorld, SHOP, type World, type WorldOptions } from './world.ts'

/** Nothing is written down any more once the process has died. */
function mortalMemo({ kept, ...memo }: KeptMemo, mortal: Mortal): Memo {
  return {
    recall: memo.recall,
    keep(key, value) {
      mortal.assertAlive()
      // As a file would have it, so that nobody changes it afterwards.
      kept.set(key, JSON.parse(JSON.stringify(value)))
    },
  }
}

function mortalTokens(tokens: Tokens, mortal: Mortal): Tokens {
  return {
    current: (owner) => tokens.current(owner),
    keep: (owner, pair) => tokens.keep(owner, pair),
    renew: async (owner, spent, exchange) => {
      mortal.assertAlive()
      return tokens.renew(owner, spent, async (refresh) => {
        const pair = await exchange(refresh)
        mortal.assertAlive()
        return pair
      })
    },
  }
}

/** One process that reads the shop; it goes on with what an earlier one kept. */
export async function readOnce(world: World, crash: Crash | null, sideBySide = 3): Promise<SourceResult | Error> {
  const mortal = createMortal(crash, () => undefined)
  const context = world.context()
  const source = createShopeeSource({
    ...context,
    settings: { options: { region: 'ID', statuses: ['NORMAL', 'UNLIST'], calls_per_day: null } },
    sideBySide,
    http: crashingHttp(createHttp(), { apiUrl: world.sim.url, mortal }),
    tokens: mortalTokens(context.tokens, mortal),
  })
  const reading = { ...contextWith(), memo: mortalMemo(world.memo, mortal) }
  return source.read(world.request(), reading, new AbortController().signal).catch((error: Error) => error)
}

/** What the simulator knows of misdeeds; nothing when there are none. */
export function misdeeds({ sim }: World): string[] {
  const sent = sim.refreshTokensSent.map(({ refresh, shop }) => `${refresh} of ${shop}`)
  const twice = sent.filter((token, index) => sent.indexOf(token) !== index)
  return [
    ...twice.map((token) => `${token} was sent twice`),
    ...(sim.callsAfterDayLimit() > 0 ? ['calls after the end of the day'] : []),
  ]
}

/** A new consent of the seller, as `sync auth` keeps it. */
async function consentAnew(world: World): Promise<void> {
  const context = world.context()
  const [shop] = world.sim.shops
  if (shop) shop.expire_time = world.sim.seconds() + 30 * 24 * 3600
  const { exchangeCode } = await import('../../../src/providers/shopee/auth.ts')
  const settings = { options: { calls_per_day: null }, shops: [String(SHOP)] }
  const code = world.sim.consent([SHOP])
  const granted = await exchangeCode(settings as never, { code, shop: null }, context as never)
  for (const { owner, pair } of granted) await context.tokens.keep(owner, pair)
}

/** The world in which a process died, and what the next ones made of it. */
export async function dieAndGoOn(options: WorldOptions, crash: Crash) {
  const world = await openWorld(options)
  try {
    const died = await readOnce(world, crash)
    let next = await readOnce(world, null)
    const lost = next instanceof Error
    if (lost) {
      await consentAnew(world)
      next = await readOnce(world, null)
    }
    if (next instanceof Error) throw next
    const calls = world.sim.calls.length
    return { died, lost, items: asExported(next.items), complete: next.complete, wrong: misdeeds(world), calls }
  } finally {
    await world.close()
  }
}
