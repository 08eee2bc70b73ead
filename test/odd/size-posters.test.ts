import { describe, expect, it } from 'vitest'
import type { Override } from '../../src/model/settings.ts'
import { explainSubject } from '../../src/services/explain.ts'
import type { Ware } from './bazaar/facts.ts'
import { good, type OddDesk, openDesk, plan, planRequestOf, settle } from './desk.ts'
import { editGood } from './stall/depot.ts'
import { oddWorkspace } from './workspace.ts'

const FITTINGS = { posters: true, ofSizes: true }
const WORKSPACE = oddWorkspace({}, FITTINGS)
const PRUNING = oddWorkspace({ prune: { images: true, links: false, products: false, variants: true } }, FITTINGS)
const CODE = 'north/hat'
const url = (name: string) => `https://posters.example/${name}`

/** A hat with pictures of its own, and those of its sizes. */
const hat = (own: string[], sizes: { [size: string]: string[] }): Ware => ({
  ...{ shop: 'north', id: 'hat', name: 'Hat', pictures: own.map(url) },
  sizes: Object.entries(sizes).map(([size, names]) => ({
    ...{ id: `hat/${size}`, size: size.toUpperCase(), price: '9' },
    pictures: names.map(url),
  })),
})
const SHARED = hat(['a.png#MAIN', 'b.png#BACK'], { m: ['m.png#MAIN', 'b.png#BACK'], s: ['s.png#MAIN', 'm.png#SIDE'] })
const NOTHING = { operations: [], blocked: [], drift: [], conflicts: [] }

/** The names of the good's posters. */
function shown({ depot }: OddDesk): string[] {
  const names = new Map((depot.load().posters ?? []).map(({ id, name }) => [id, name]))
  return ((good({ depot } as OddDesk, CODE).fields.posters ?? []) as string[]).map((id) => names.get(id) ?? id)
}

async function settled(wares: Ware[], workspace = WORKSPACE): Promise<OddDesk> {
  const desk = openDesk(wares, { workspace })
  expect(await settle(desk)).toMatchObject({ status: 'complete', failures: [] })
  expect(await plan(desk)).toMatchObject(NOTHING)
  return desk
}

const overriding = (id: string, override: Partial<Override>, from = WORKSPACE): OddDesk['workspace'] => ({
  ...from,
  overrides: [{ id, shop: 'north', position: { file: 'o.yaml', line: 1, column: 1 }, ...override }],
})
const without = (exclude: string[]) => ({ images: { exclude, order: [], main: null } })

describe('a gallery that shows the pictures of parts as well', () => {
  it('shows its own first, then those of its parts in their order, each once', async () => {
    expect(shown(await settled([SHARED]))).toEqual(['a.png', 'b.png', 'm.png', 's.png'])
  })

  it('counts all of them where few are wanted', async () => {
    const images = { ...WORKSPACE.settings.images, max_per_product: 3 }
    const few = { ...WORKSPACE, settings: { ...WORKSPACE.settings, images } }

    expect(shown(await settled([SHARED], few))).toEqual(['a.png', 'b.png', 'm.png'])
  })

  it('shows the pictures of what is alone once', async () => {
    expect(shown(await settled([hat(['a.png#MAIN'], {})]))).toEqual(['a.png'])
  })

  it('is put in order again, with the pictures of people behind', async () => {
    const desk = await settled([SHARED])
    editGood(desk.depot, CODE, ({ fields }) => {
      fields.posters = (fields.posters as string[]).toReversed()
    })
    const strict = { ...desk, workspace: oddWorkspace({ on_drift: 'overwrite' }, FITTINGS) }

    await settle(strict)

    expect(shown(strict)).toEqual(['a.png', 'b.png', 'm.png', 's.png'])
    expect(await plan(strict)).toMatchObject(NOTHING)
  })

  it('replaces a picture of a part in its place, and never one of another with the same place', async () => {
    const desk = await settled([SHARED])
    const other = hat(['a.png#MAIN', 'b.png#BACK'], { m: ['n.png#MAIN'], s: ['s.png#MAIN'] })
    const later = { ...desk, wares: [other] }

    await settle(later)

    expect(shown(later)).toEqual(['a.png', 'b.png', 'n.png', 's.png'])
    expect(await plan(later)).toMatchObject(NOTHING)
  })

  it('leaves out what an override of the part excludes, and only there', async () => {
    const desk = await settled([SHARED])
    const later = { ...desk, workspace: overriding('hat/s', without(['MAIN'])) }

    await settle(later)

    expect(shown(later)).toEqual(['a.png', 'b.png', 'm.png'])
    expect(await plan(later)).toMatchObject(NOTHING)
  })

  it('loses the pictures of a part that is gone with pruning alone', async () => {
    const desk = await settled([SHARED], PRUNING)
    const left = hat(['a.png#MAIN', 'b.png#BACK'], { s: ['s.png#MAIN'] })
    const later = { ...desk, wares: [left] }

    expect((await plan({ ...later, workspace: WORKSPACE })).blocked.map(({ code }) => code)).toEqual([
      'prune-off',
      'prune-off',
    ])
    await settle(later)
    expect(shown(later)).toEqual(['a.png', 'b.png', 's.png'])
    expect(await plan(later)).toMatchObject(NOTHING)
  })

  it.each([
    ['ignored', overriding('hat/s', { ignore: true }, PRUNING)],
    ['kept by people', overriding('hat/s', { keep: ['posters'] }, PRUNING)],
  ])('keeps the pictures of a part that is %s, with pruning too', async (_, workspace) => {
    const desk = await settled([SHARED], PRUNING)
    const later = { ...desk, workspace }

    await settle(later)

    expect(shown(later)).toEqual(['a.png', 'b.png', 'm.png', 's.png'])
    expect(await plan(later)).toMatchObject(NOTHING)
  })

  it('is explained for the whole, and for each part by its own pictures', async () => {
    const desk = await settled([SHARED])
    const story = async (subject: string) => {
      const request = { ...planRequestOf(desk), subject, attribute: null }
      const { images } = await explainSubject(request, new AbortController().signal)
      return images.map(({ slot, image, decision }) => `${slot} ${image} ${decision}`)
    }

    expect(await story('hat')).toEqual([
      'MAIN a.png nothing',
      'BACK b.png nothing',
      'north~1hat~1m/MAIN m.png nothing',
      'north~1hat~1s/MAIN s.png nothing',
    ])
    expect(await story('hat/s')).toEqual(['north~1hat~1m/MAIN m.png nothing', 'north~1hat~1s/MAIN s.png nothing'])
  })
})
