import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { apply } from '../../src/services/apply.ts'
import { type CleanupRequest, makeCleanup, refuseOtherCount } from '../../src/services/cleanup.ts'
import { digest, ownedBoot, picture, product } from '../support/boots.ts'
import { createMemoryTarget } from '../support/memory/index.ts'
import type { PimProduct } from '../support/pim.ts'
import { carryOut, openMachine, plan, workspaceOf } from '../support/world-desk.ts'
import { later, productOf, type Shop, SKU, shop } from './undo-world.ts'

const { signal } = new AbortController()
const WRONG = ['AMZN-USA-B01', 'AMZN-USA-B02', 'AMZN-USA-B03']

/** A product of ours under a SKU of another form. */
function wrong(sku: string, color = 'Brown', live: Partial<PimProduct> = {}): PimProduct {
  const values = { label: 'Boot', 'attributes.amazon_color': color }
  return { ...ownedBoot(sku, { label: 'Boot', attributes: { amazon_color: color }, ...live }, { sku, values }), sku }
}

function cleanup(desk: Shop, more: Partial<CleanupRequest> = {}): Promise<Plan> {
  const { target, state, clock } = desk
  return makeCleanup(
    {
      ...{ target, state, clock, digest },
      workspace: workspaceOf(desk),
      prefix: 'AMZN-USA-',
      having: [],
      pictures: false,
      allowDeletes: false,
      program: { name: 'catalog-sync', version: '0.1.0' },
      profile: null,
      ...more,
    },
    signal,
  )
}

/** Ten products of ours, three of them under a wrong SKU, and one that another scope made. */
async function ten(more: PimProduct[] = []): Promise<Shop> {
  const { desk } = await shop()
  const { attributes, relationships } = desk.target.snapshot()
  const right = ['1', '2', '3', '4', '5', '6', '7'].map((n) =>
    ownedBoot(`B0PRAIRIE${n}`, { label: 'Boot' }, { values: { label: 'Boot' } }),
  )
  const products = [...right, ...WRONG.map((sku) => wrong(sku)), ...more]
  const workspace = { settings: desk.world.settings, attributes: desk.specs }
  return { ...desk, target: createMemoryTarget({ seed: { attributes, relationships, products }, workspace }) }
}

async function confirmed({ target, state, clock, ...desk }: Shop, approved: Plan) {
  const report = await apply(
    {
      ...{ target, state, clock, digest },
      work: { plan: approved, confirmed: true },
      workspace: workspaceOf({ ...desk, target, state, clock }),
      limits: {},
      random: () => 0.5,
      lock: { command: 'cleanup', timeout: 0, onWait: () => undefined },
      resumeCommand: (run) => run,
      emit: () => undefined,
    },
    signal,
  )
  return report.result
}

const ids = ({ operations }: Plan) => operations.map(({ id }) => id)

describe('a cleanup', () => {
  it('deletes the three wrong ones of ten, and leaves the other seven', async () => {
    const desk = await ten()

    const made = await cleanup(desk)

    expect(made.purpose).toEqual({ command: 'cleanup', of: 'AMZN-USA-' })
    expect(ids(made)).toEqual(WRONG.map((sku) => `delete:product.${sku}`))
    expect((await confirmed(desk, made)).operations).toMatchObject({ succeeded: 3 })
    expect(desk.target.snapshot().products).toHaveLength(7)
  })

  it('takes the letters as they are: what a search would find in another case or in the middle stays', async () => {
    const desk = await ten([wrong('amzn-usa-B09'), wrong('OLD-AMZN-USA-B08')])

    const made = await cleanup(desk)

    expect(ids(made)).toEqual(WRONG.map((sku) => `delete:product.${sku}`))
    expect(made.diagnostics).toContainEqual(expect.objectContaining({ code: 'cleanup-other-case' }))
  })

  it('blocks what is not ours, was changed by people, or belongs to another scope, and says why', async () => {
    const foreign = product('AMZN-USA-HAND', { label: 'Made by hand' })
    const changed = wrong('AMZN-USA-B04', 'Brown', { label: 'Boot, refined' })
    const meadow = {
      ...ownedBoot('x', { label: 'Boot' }, { sku: 'AMZN-USA-B05', scope: 'meadow' }),
      sku: 'AMZN-USA-B05',
    }
    const desk = await ten([foreign, changed, meadow])

    const { blocked, summary } = await cleanup(desk)

    expect(blocked.map(({ address, code }) => [address, code])).toEqual([
      ['product.AMZN-USA-B04', 'changed'],
      ['product.AMZN-USA-B05', 'other-scope'],
      ['product.AMZN-USA-HAND', 'not-ours'],
    ])
    expect(summary).toMatchObject({ delete: 3, blocked: 3 })
  })

  it('takes only those that hold a value, and knows when the account has no such attribute', async () => {
    const desk = await ten([wrong('AMZN-USA-B06', 'Tan')])

    const made = await cleanup(desk, { having: ['amazon_color=Tan', 'label=Boot'] })

    expect(ids(made)).toEqual(['delete:product.AMZN-USA-B06'])
    await expect(cleanup(desk, { having: ['amazon_colr=Tan'] })).rejects.toMatchObject({
      code: 'unknown-attribute',
      hints: ['The nearest is amazon_color.'],
    })
    await expect(cleanup(desk, { having: ['far_from_everything=Tan'] })).rejects.toMatchObject({
      hints: ['Write the label as the account has it.'],
    })
  })

  it('takes signs that mean something elsewhere as they stand, and says so', async () => {
    for (const prefix of ['*', 'AMZN-*', '.*', '^AMZN', 'AMZN-USA-[', '%']) {
      const { operations, blocked, diagnostics } = await cleanup(await ten(), { prefix, allowDeletes: true })
      expect([...operations, ...blocked]).toEqual([])
      expect(diagnostics).toContainEqual(
        expect.objectContaining({ code: 'cleanup-nothing', hint: expect.stringContaining('as it stands') }),
      )
    }
  })

  it('is refused without a prefix', async () => {
    await expect(cleanup(await ten(), { prefix: ' ' })).rejects.toMatchObject({ code: 'usage' })
  })

  it('of all that was ever made needs --allow-deletes, which stands in the plan', async () => {
    const desk = await ten()

    const held = await cleanup(desk, { prefix: 'AMZN-' })
    const allowed = await cleanup(desk, { prefix: 'AMZN-', allowDeletes: true })

    expect(held.operations).toEqual([])
    expect(held.blocked.map(({ code }) => code)).toEqual(Array(10).fill('threshold'))
    expect(allowed.operations).toHaveLength(10)
    expect(allowed.guards).toEqual([expect.objectContaining({ code: 'large-delete', allowed: true })])
  })

  it('deletes pictures only that runs from here uploaded and that nothing shows any more', async () => {
    const { desk } = await shop()
    const next = later(desk, { images: [picture('MAIN', '71new'), picture('PT01', '71p1')] })
    await carryOut(next, await plan(next))

    const made = await cleanup(next, { pictures: true })
    const elsewhere = await cleanup({ ...next, state: openMachine() }, { pictures: true })

    expect(ids(made)).toEqual(['delete:asset.71mn.jpg'])
    expect(elsewhere.operations).toEqual([])
    expect(elsewhere.diagnostics).toContainEqual(expect.objectContaining({ code: 'cleanup-no-pictures' }))
    expect((await confirmed(next, made)).failures).toEqual([])
    expect(
      next.target
        .snapshot()
        .assets.map(({ filename }) => filename)
        .sort(),
    ).toEqual(['71new.jpg', '71p1.jpg'])
    expect(productOf(next, SKU)?.attributes.amazon_images).toHaveLength(2)
    expect((await cleanup(next, { pictures: true })).operations).toEqual([])
  })
})

describe('the number of deletes', () => {
  it('has to be the one that the plan shows', async () => {
    const made = await cleanup(await ten())

    expect(() => refuseOtherCount(made, 2)).toThrow(
      expect.objectContaining({ code: 'not-confirmed', hints: [expect.stringContaining('--confirm 3')] }),
    )
    expect(() => refuseOtherCount(made, 3)).not.toThrow()
  })

  it('is asked for when a saved cleanup is applied, without a call', async () => {
    const desk = await ten()
    const made = await cleanup(desk)
    const calls = desk.target.calls()

    await expect(carryOut(desk, made)).rejects.toMatchObject({ code: 'not-confirmed' })

    expect(desk.target.calls()).toEqual(calls)
  })
})
