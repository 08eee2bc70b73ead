import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { edit } from '../state/sqlite/damages.ts'
import { createProgramWorld } from './program.ts'

test('every command says what is wrong with the state database, and leaves it as it is', async () => {
  const world = await createProgramWorld({ listings: 6, plytix: { asyncDelayMs: 1 } })
  await world.run('plan', '--out', 'plan.json')
  await world.run('apply', 'plan.json')
  const file = join(world.folder, 'state/default/state.db')
  const writes = world.writes()

  async function refused(code: string, commands: string[][]): Promise<void> {
    for (const command of commands) {
      const { code: exit, stdout } = await world.run(...command, '--json')
      const { error } = JSON.parse(stdout)
      expect({ command, exit, code: error?.code }).toEqual({ command, exit: 1, code })
      expect(error.message).toContain('state.db')
      expect(error.hints).not.toEqual([])
    }
    expect(world.writes()).toBe(writes)
  }

  const reading = [['runs'], ['apply', 'plan.json']]
  edit(file, "UPDATE runs SET result = '{'")
  await refused('state-damaged', reading)
  edit(file, 'DROP TABLE operations')
  const damaged = readFileSync(file)
  await refused('state-damaged', [...reading, ['plan'], ['state', 'unlock', 'lock-1']])
  expect(readFileSync(file).equals(damaged)).toBe(true)
  rmSync(file)
  edit(file, 'CREATE TABLE bookmarks (url TEXT)')
  const foreign = readFileSync(file)
  await refused('state-foreign', [
    ['plan', '--snapshot', 'latest'],
    ['state', 'rebuild'],
  ])
  expect(readFileSync(file).equals(foreign)).toBe(true)
})
