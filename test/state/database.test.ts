import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { SyncError } from '../../src/model/errors.ts'
import { openState, transact } from '../../src/state/database.ts'
import { MIGRATIONS } from '../../src/state/sqlite/migrations.ts'
import { temporaryFolder, temporaryState } from './temporary.ts'

function refusal(folder: string): SyncError {
  try {
    openState(folder).close()
  } catch (error) {
    return error as SyncError
  }
  return expect.fail('the database was opened')
}

test('makes a folder that only its owner can enter, with a durable database', () => {
  const folder = join(temporaryFolder(), 'state', 'twisted-x')

  const { database } = temporaryState(folder)

  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: MIGRATIONS.length })
})

test('opens what it made before, with everything in it', () => {
  const folder = temporaryFolder()
  const first = openState(folder)
  first.database.exec("INSERT INTO dead_images VALUES ('a', 'https://gone.example/1.jpg')")
  first.close()

  const { database } = temporaryState(folder)

  expect(database.prepare('SELECT url FROM dead_images').all()).toEqual([{ url: 'https://gone.example/1.jpg' }])
})

test('refuses the database of a newer program and leaves it alone', () => {
  const folder = temporaryFolder()
  const newer = new DatabaseSync(join(folder, 'state.db'))
  newer.exec(`CREATE TABLE wonders (name TEXT); PRAGMA user_version = ${MIGRATIONS.length + 1}`)
  newer.close()
  const bytes = readFileSync(join(folder, 'state.db'))

  expect(refusal(folder)).toMatchObject({ code: 'state-newer', message: expect.stringContaining('newer version') })
  expect(readFileSync(join(folder, 'state.db')).equals(bytes)).toBe(true)
})

test.each([
  ['is no database at all', () => Buffer.from('no database at all, '.repeat(500))],
  ['has a page that was overwritten', (good: Buffer) => Buffer.from(good).fill(0xee, 4096, good.length)],
  ['was cut off', (good: Buffer) => good.subarray(0, 6000)],
])('says that a file which %s is damaged, and never overwrites it', (_what, damage) => {
  const folder = temporaryFolder()
  const file = join(folder, 'state.db')
  const state = openState(folder)
  transact(state.database, () => {
    const insert = state.database.prepare('INSERT INTO dead_images VALUES (?, ?)')
    for (let n = 0; n < 2000; n++) insert.run('account', `https://gone.example/${n}.jpg`)
  })
  state.close()
  const damaged = damage(readFileSync(file))
  writeFileSync(file, damaged)

  const error = refusal(folder)

  expect(error).toMatchObject({ code: 'state-damaged', message: expect.stringContaining(file) })
  expect(error.hints.join()).toContain('sync state rebuild')
  expect(readFileSync(file).equals(damaged)).toBe(true)
})

test('says what is wrong with a folder that cannot be used', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), '')
  mkdirSync(join(folder, 'taken', 'state.db'), { recursive: true })

  expect(refusal(join(folder, 'file', 'state'))).toMatchObject({ code: 'state-unavailable' })
  expect(refusal(join(folder, 'taken'))).toMatchObject({ code: 'state-unavailable' })
})

test('takes back a transaction that fails half-way', () => {
  const { database } = temporaryState()

  const broken = () =>
    transact(database, () => {
      database.exec("INSERT INTO dead_images VALUES ('a', 'https://gone.example/1.jpg')")
      throw new Error('half-way')
    })

  expect(broken).toThrow('half-way')
  expect(database.prepare('SELECT count(*) AS rows FROM dead_images').get()).toEqual({ rows: 0 })
})
