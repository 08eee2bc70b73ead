import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sqliteState } from '../../../src/state/sqlite/index.ts'
import { temporaryFolder } from '../temporary.ts'

test('remarks that were shown are known to the next process, until a plan of everything shows others', async () => {
  const folder = join(temporaryFolder(), 'state')
  const remember = async (marks: string[], only: boolean) => {
    const state = sqliteState(folder)
    await state.remarks.remember(marks, { only })
    await state.close()
  }
  const shown = async () => {
    const state = sqliteState(folder)
    const marks = [...(await state.remarks.shown())].sort()
    await state.close()
    return marks
  }

  await remember(['boots', 'shoes'], true)
  expect(await shown()).toEqual(['boots', 'shoes'])
  await remember(['boots', 'heels'], false)
  expect(await shown()).toEqual(['boots', 'heels', 'shoes'])
  await remember(['heels'], true)
  expect(await shown()).toEqual(['heels'])
})
