import { describe, expect, it } from 'vitest'
import type { Ware } from './bazaar/facts.ts'
import { carryOut, good, type OddDesk, openDesk, plan, settle } from './desk.ts'
import { editGood } from './stall/depot.ts'
import { Silence } from './stall/line.ts'
import { oddWorkspace } from './workspace.ts'

const WORKSPACE = oddWorkspace({}, { posters: true })
const CODE = 'north/hat'
const url = (name: string) => `https://posters.example/${name}`
const hat = (...pictures: string[]): Ware => ({ shop: 'north', id: 'hat', name: 'Hat', pictures: pictures.map(url) })
const open = (...pictures: string[]) => openDesk([hat(...pictures)], { workspace: WORKSPACE })

/** The names of a good's posters. */
function shown({ depot }: ReturnType<typeof open>): string[] {
  const names = new Map((depot.load().posters ?? []).map(({ id, name }) => [id, name]))
  return (good({ depot } as never, CODE).fields.posters as string[]).map((id) => names.get(id) ?? id)
}

describe('pictures into a target that has them without definitions and without a main one', () => {
  it('are made once, shown in order, and leave nothing to plan', async () => {
    const desk = open('a.1/b', 'b.png')
    const first = await plan(desk)

    expect(first.operations.map(({ id }) => id)).toEqual([
      'create:poster.b',
      'create:poster.b.png',
      `create:good.${CODE}`,
    ])
    await carryOut(desk, { plan: first })

    expect(shown(desk)).toEqual(['b', 'b.png'])
    expect((await plan(desk)).operations).toEqual([])
  })

  it('stand before those of others, which are kept', async () => {
    const desk = open('a.png', 'b.png')
    await settle(desk)
    const shelf = desk.depot.load()
    desk.depot.save({ ...shelf, posters: [...(shelf.posters ?? []), { id: '7', name: 'theirs.png' }] })
    editGood(desk.depot, CODE, ({ fields }) => {
      fields.posters = ['7', ...((fields.posters as string[] | undefined) ?? [])]
    })
    expect((await plan(desk)).operations).toEqual([])
    const later = { ...desk, wares: [hat('b.png', 'c.png')] }

    await settle(later)

    expect(shown(desk)).toEqual(['b.png', 'c.png', 'theirs.png', 'a.png'])
    expect((await plan(later)).operations).toEqual([])
  })

  it('are left out where they cannot be made, and everything else is written', async () => {
    const desk = open('a.png', 'dead.png')

    const result = await settle(desk)

    expect(result).toMatchObject({ operations: { failed: 1, succeeded: 2, skipped: 0 } })
    expect(shown(desk)).toEqual(['a.png'])
    expect(await plan(desk)).toMatchObject({
      operations: [],
      blocked: [{ id: 'create:poster.dead.png', code: 'image' }],
    })
  })

  it('are tried again by the next plan where nobody answered for them, and shown where they belong', async () => {
    const desk = open('a.png', 'b.png', 'c.png')
    const silent: OddDesk = {
      ...desk,
      line: async (request) => {
        if (request.ask === 'hang' && request.name === 'b.png') throw new Silence('Nothing came.')
        return desk.line(request)
      },
    }

    const run = await settle(silent)

    expect(run).toMatchObject({
      failures: [{ address: 'poster.b.png', code: 'unanswered' }],
      operations: { failed: 1, succeeded: 3 },
    })
    expect(shown(desk)).toEqual(['a.png', 'c.png'])
    expect((await plan(desk)).operations.map(({ id }) => id)).toEqual(['create:poster.b.png', `update:good.${CODE}`])
    await settle(desk)
    expect(shown(desk)).toEqual(['a.png', 'b.png', 'c.png'])
    expect(await plan(desk)).toMatchObject({ operations: [], blocked: [] })
  })
})
