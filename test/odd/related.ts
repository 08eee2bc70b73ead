import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteState } from '../../src/state/sqlite/index.ts'
import type { Ware, WareSize } from './bazaar/facts.ts'
import { good, openDesk, plan, settle } from './desk.ts'
import { type Depot, editGood, memoryDepot } from './stall/depot.ts'
import { SETS } from './stall/fittings.ts'
import { ACCOUNT, numbers, sized, type Trial, ware } from './trial.ts'
import { oddWorkspace } from './workspace.ts'

const EANS = ['4006381333931', '9780201379624', '5901234123457']
const BEFORE = {
  ...{ posters: true, ofSizes: true, options: true, offer: 'new' },
  rings: ['sets' as const],
  words: ['felt', 'new', 's', 'm'],
}
const PRUNING = { prune: { images: true, links: false, products: false, variants: true } }

const setOf = (n: number): Ware => ({ shop: n % 2 === 0 ? 'north' : 'south', id: `set.${n}/1:a`, name: `Set ${n}` })
/** So many wares share four sets, two of each shop, and no ring is ever full. */
const FEW = 8
/** Sets are of one shop, as their wares are. */
const inSet = (n: number, set: number): Partial<Ware> => ({
  set: setOf(4 * Math.floor(n / FEW) + (n % 2) + 2 * set).id,
  tags: ['felt'],
})
const picture = (name: string): string => `https://posters.example/${name}`

/**
 * A stall with posters, words and rings that was written before and lived since: its wares go to other sets, are made like
 * goods of people, have other posters and tags that no sign says yet; as many are new.
 */
export async function openRelatedTrial(size: number): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-related-'))
  const depot = depotOf(EANS)
  const state = sqliteState(folder)
  const sets = numbers(0, 4 * Math.ceil(size / FEW)).map(setOf)
  const before = numbers(0, size).map((n) => cut(n, 3, { ...inSet(n, 0), pictures: [picture(`${n}.png`)] }))
  const desk = openDesk([...sets, ...before], { depot, state, account: ACCOUNT, workspace: oddWorkspace({}, BEFORE) })
  await settle(desk)
  for (const { shop, id } of sets.slice(0, 2)) {
    const mine = good(desk, 'Master 0').id
    editGood(depot, `${shop}/${id}`, (one) => {
      one.rings = { ...one.rings, [SETS]: [mine, ...(one.rings?.[SETS] ?? [])] }
    })
  }
  const wares = [
    ...sets,
    ...numbers(0, size).map((n) => cut(n, 2, moved(n))),
    ...numbers(size, 2 * size).map((n) =>
      sized(n, '9', { ...inSet(n - size, n % 3 === 0 ? 1 : 0), ...like(n), tags: ['later'] }),
    ),
  ]
  const workspace = oddWorkspace(PRUNING, { ...BEFORE, rings: ['sets', 'makes'], words: [...BEFORE.words, 'later'] })
  const approved = await plan({ ...desk, workspace, wares })
  await state.close()
  const close = (): void => rmSync(folder, { recursive: true, force: true })
  return { folder, shelf: depot.load(), wares, workspace, plan: approved, close }
}

/** Some have so many sizes, each with a picture of its own. */
function cut(n: number, many: number, more: Partial<Ware>): Ware {
  const sizes = ['s', 'm', 'l'].slice(-many).map((size): WareSize => {
    return { id: `w.${n}/1:a/${size}`, size, price: '9', color: 'Red', pictures: [picture(`${n}/${size}.png#MAIN`)] }
  })
  return ware(n, n % 4 === 1 ? { ...more, sizes } : more)
}

/** Some go to the other set, some are made like something by now, some show more. */
function moved(n: number): Partial<Ware> {
  const pictures = n % 4 === 0 ? [`${n}.png`, `${n}/back.png`] : [`${n}.png`]
  const tags = n % 3 === 1 ? ['felt', 'later'] : ['felt']
  return { ...inSet(n, n % 2), ...like(n), tags, pictures: pictures.map(picture) }
}

const like = (n: number): Partial<Ware> => (n % 3 === 0 ? { ean: EANS[(n / 3) % EANS.length] ?? '' } : {})

/** Goods that people made. */
function depotOf(eans: string[]): Depot {
  const goods = eans.map((ean, n) => ({ id: String(n), code: `Master ${n}`, revision: 1, fields: { ean }, sizes: {} }))
  return memoryDepot({ last: '9007199254740993', goods })
}
