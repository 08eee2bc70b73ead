import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ExportHeader } from '../../../src/model/export.ts'
import { Connection } from '../../../src/state/sqlite/connection.ts'
import { MIGRATIONS } from '../../../src/state/sqlite/migrations.ts'
import { openedState, temporaryFolder, temporaryState } from '../temporary.ts'

const known = { path: 'a.ndjson', header: { provider: 'amazon', marketplace: 'US' } as ExportHeader }

test('makes a folder that only its owner can enter, with a durable database', () => {
  const folder = join(temporaryFolder(), 'state', 'twisted-x')

  const { database } = openedState(folder)

  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: MIGRATIONS.length })
})

test('touches no disk before it is used, and opens what it made before with everything in it', async () => {
  const folder = temporaryFolder()
  const first = temporaryState(folder)
  expect(readdirSync(folder)).toEqual([])
  await first.exports.remember(known)
  await first.close()

  expect(await temporaryState(folder).exports.list()).toEqual([known])
})

test('takes back a transaction that fails half-way', async () => {
  const connection = new Connection(join(temporaryFolder(), 'state.db'), 0)
  await connection.write(() => connection.database.exec('CREATE TABLE boots (sku TEXT)'))

  const broken = connection.write(() => {
    connection.database.exec("INSERT INTO boots VALUES ('MCA0032')")
    throw new Error('half-way')
  })

  await expect(broken).rejects.toThrow('half-way')
  expect(await connection.read(() => connection.statement('SELECT * FROM boots').all())).toEqual([])
  connection.close()
})

test('is not opened again by whoever still has it after its end', async () => {
  const folder = temporaryFolder()
  const state = temporaryState(folder)
  await state.close()

  await expect(state.runs.list()).rejects.toMatchObject({
    code: 'state-unavailable',
    message: expect.stringMatching(/was closed/),
  })
  expect(readdirSync(folder)).toEqual([])
})
