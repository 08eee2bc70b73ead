import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { Ware } from './bazaar/facts.ts'
import { openBooth } from './booth.ts'

const HAT: Ware = {
  shop: 'north',
  id: 'hat',
  name: 'Felt hat',
  number: '7',
  sizes: [{ id: 'hat/s', size: 'S', price: '20.10', stamp: 's7' }],
}
const SCARF: Ware = { shop: 'south', id: 'scarf', name: 'Scarf', price: '9.99' }

test('the built program takes over what others made, and says before and after what is in the way', async () => {
  const booth = await openBooth()
  const settings = join(booth.cwd, 'sync.yaml')
  const text = readFileSync(settings, 'utf8')
  writeFileSync(
    settings,
    text.replace(/ +# code: .*\n/, (line) => `${line}    marks: true\n`),
  )
  const sizes = { small: { size: 'S', price: '20.10', stamp: 's7' } }
  const old = { id: '7', code: 'Old hat', revision: 1, fields: { title: 'Felt hat', number: '7' }, sizes }
  booth.depot.save({ last: '9007199254740993', goods: [old] })
  await booth.list(HAT, SCARF)

  const before = await booth.json<Plan>('plan')
  expect(before.operations.map(({ id }) => id)).toEqual(['create:good.south/scarf'])
  expect(before.blocked).toMatchObject([{ address: 'good.north/hat', code: 'exists' }])
  expect((await booth.run('explain', 'north/hat')).stdout).toMatch(
    /The good Old hat \(Felt hat\) has the same\s+number 7/,
  )

  await booth.json<Plan>('adopt', '--out', 'adopt.json')
  expect((await booth.run('show', 'adopt.json')).stdout).toContain('made by others, and gets its key')
  expect(await booth.json<RunResult>('apply', 'adopt.json')).toMatchObject({ operations: { succeeded: 1 } })

  const after = await booth.json<Plan>('plan', '--out', 'plan.json')
  expect(after).toMatchObject({ blocked: [], conflicts: [], operations: [{ id: 'create:good.south/scarf' }] })
  await booth.json('apply', 'plan.json')
  expect(await booth.json<Plan>('plan')).toMatchObject({ operations: [], blocked: [] })
  expect(booth.depot.load().goods).toMatchObject([{ id: '7', code: 'north/hat' }, { code: 'south/scarf' }])
})
