import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BASELINE } from '../../../src/providers/file/attribute-form.ts'
import { temporaryFolder } from '../../config/workspace-files.ts'
import { COMPILED_ONCE } from '../../support/compiled-once.ts'
import { shelf } from './shelf.ts'

const WRITER = join(import.meta.dirname, 'writer.ts')
const ROUNDS = 12

test('programs that are killed at any moment leave whole rows, each with its own baseline, and nothing in the way', async () => {
  const root = temporaryFolder()
  const { read, create } = shelf(root)
  let before = 0

  for (let round = 0; round < ROUNDS; round++) {
    const child = spawn(process.execPath, [WRITER, root], {
      env: { ...process.env, ...COMPILED_ONCE },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, 60 + round * 17))
    child.kill('SIGKILL')
    await once(child, 'exit')

    const rows = await read()
    expect(rows.filter(({ fields }) => fields.title !== fields[BASELINE])).toEqual([])
    expect(rows.length).toBeGreaterThanOrEqual(before)
    before = rows.length
  }

  expect(before).toBeGreaterThan(ROUNDS)
  await create('last')
  expect(await read()).toHaveLength(before + 1)
  expect(readdirSync(join(root, 'out')).sort()).toEqual(['.baseline.ndjson', 'product.ndjson'])
})
