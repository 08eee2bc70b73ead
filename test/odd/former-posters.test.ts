import { expect, it } from 'vitest'
import { planAdoption } from '../../src/services/adopt.ts'
import type { Ware } from './bazaar/facts.ts'
import { carryOut, good, type OddDesk, openDesk, plan, planRequestOf, settle } from './desk.ts'
import { oddWorkspace } from './workspace.ts'

const CODE = 'north/hat'
const workspace = oddWorkspace(
  { prune: { images: true, links: false, products: false, variants: true } },
  { posters: true, ofSizes: true },
)
const hat = (own: string, small: string): Ware => ({
  ...{ shop: 'north', id: 'hat', name: 'Hat', pictures: [`https://posters.example/${own}`] },
  sizes: [{ id: 'hat/s', size: 'S', price: '9', pictures: [`https://posters.example/${small}`] }],
})

function shown({ depot }: OddDesk): (string | undefined)[] {
  const names = new Map((depot.load().posters ?? []).map(({ id, name }) => [id, name]))
  return ((good({ depot } as OddDesk, CODE).fields.posters ?? []) as string[]).map((id) => names.get(id))
}

it('pictures that a former tool took from parts are ours, and give way to those that the source has now', async () => {
  const before = openDesk([hat('a.png', 'm.png')], { workspace })
  await settle(before)
  const desk = openDesk([hat('a.png', 'n.png')], { workspace, depot: before.depot })
  const asOf = planRequestOf(before).sources
  const { signal } = new AbortController()

  await carryOut(desk, { plan: await planAdoption({ ...planRequestOf(desk), asOf, fromScope: null }, signal) })
  await settle(desk)

  expect(shown(desk)).toEqual(['a.png', 'n.png'])
  expect(await plan(desk)).toMatchObject({ operations: [], blocked: [], drift: [] })
})
