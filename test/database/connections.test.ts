import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import type { Work } from '../../src/database/database.ts'
import { openDatabase } from '../../src/database/open.ts'
import { SILENT } from '../../src/model/log.ts'
import { systemClock } from '../../src/net/clock.ts'
import { describeDrivers, describeServer, openFor, running, SERVER_URL } from '../support/postgres.ts'

const options = { clock: systemClock, log: SILENT, onWait: () => undefined, schema: 'public' }
const place = (url: string) => ({ driver: 'server', url, variable: 'DATABASE_URL', max: 2 }) as const

/** What goes wrong with a database of this URL. */
async function failureWith(url: string): Promise<unknown> {
  const work: Work<unknown> = { mode: 'read', perform: ({ run }) => run('look', 'SELECT 1') }
  const opened = await openDatabase(place(url), options)
  try {
    return await opened.transaction(work, running()).catch((error: unknown) => error)
  } finally {
    await opened.close()
  }
}

test('a URL of something else is refused, and not repeated', async () => {
  for (const url of ['https://user:hunter2@example.com/db', 'hunter2', 'postgres://user:hunter2@[::/db'])
    await expect(openDatabase(place(url), options)).rejects.toMatchObject({
      code: 'db-url',
      message: expect.not.stringContaining('hunter2'),
    })
})

test('a server that is not there is told at once, without what is secret', async () => {
  const error = await failureWith('postgres://user:hunter2@127.0.0.1:1/db')

  expect(error).toMatchObject({ code: 'outage' })
  expect(JSON.stringify(error)).not.toContain('hunter2')
  expect(String((error as Error).message)).not.toContain('127.0.0.1')
})

describeDrivers('a database', (driver) => {
  test('measures each kind of statement, and warns of what is slow', async () => {
    const write = vi.fn()
    const log = { ...SILENT, write }
    const { database, close } = await openFor(driver, { surroundings: { log } })
    try {
      await database.transaction(
        {
          mode: 'read',
          async perform({ run }) {
            await run('quick', 'SELECT 1')
            await run('slow', 'SELECT pg_sleep(1.1)')
          },
        },
        running(),
      )
      const [quick, slow] = ['quick', 'slow'].map((kind) => database.timings().find((timing) => timing.kind === kind))
      expect(quick).toMatchObject({ calls: 1 })
      expect(slow?.longest).toBeGreaterThan(1_000)
      expect(slow?.spread.reduce((sum, one) => sum + one)).toBe(1)
      expect(write.mock.calls.map(([level, event, { kind }]) => [level, event, kind])).toEqual([
        ['debug', 'statement.run', 'quick'],
        ['debug', 'statement.run', 'slow'],
        ['warn', 'statement.slow', 'slow'],
      ])
    } finally {
      await close()
    }
  })

  test('reads one state of things, and writes nothing while it reads', async () => {
    const { database, close } = await openFor(driver)
    try {
      const attempt = database.transaction(
        { mode: 'read', perform: ({ run }) => run('write', 'CREATE TABLE things (name text)') },
        running(),
      )
      await expect(attempt).rejects.toThrow(/read-only|takes no writes/)
    } finally {
      await close()
    }
  })

  test('does what comes at the same time one after the other, where there is one connection, or side by side', async () => {
    const { database, close } = await openFor(driver)
    try {
      const work = (n: number) =>
        database.transaction({ mode: 'read', perform: ({ run }) => run('look', `SELECT ${n} AS n`) }, running())
      expect(await Promise.all([1, 2, 3, 4, 5, 6, 7].map(work))).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => [{ n }]))
    } finally {
      await close()
    }
  })

  test('changes no setting but for its own transactions', async () => {
    const { database, close } = await openFor(driver)
    const shown = "SELECT name, setting FROM pg_settings WHERE context <> 'internal' ORDER BY name"
    try {
      const { kysely } = database
      const { CompiledQuery } = await import('kysely')
      const look = async () => (await kysely.executeQuery(CompiledQuery.raw(shown))).rows
      const before = await look()
      await database.transaction({ mode: 'write', perform: ({ run }) => run('look', 'SELECT 1') }, running())
      expect(await look()).toEqual(before)
    } finally {
      await close()
    }
  })
})

describeServer('a server', () => {
  test('that has no such database is told so', async () => {
    const url = new URL(SERVER_URL ?? '')
    url.pathname = '/nothing_there'
    expect(await failureWith(url.href)).toMatchObject({ code: 'db-missing' })
  })

  test('whose connections are all in use is told with their number, in time', async () => {
    const { database, close } = await openFor('server', { max: 2 })
    const { promise, resolve } = Promise.withResolvers<void>()
    const hold = () =>
      database.transaction(
        { mode: 'read', perform: ({ run }) => run('look', 'SELECT 1').then(() => promise) },
        running(),
      )
    const held = [hold(), hold()]
    try {
      await expect(database.transaction({ mode: 'read', perform: async () => 1 }, running())).rejects.toMatchObject({
        code: 'db-pool',
        message: expect.stringMatching(/2 of 2 are open here, 0 idle, 0 waiting/),
      })
    } finally {
      resolve()
      await Promise.all(held)
      await close()
    }
  })

  test('cancels a statement that takes too long, and rolls its transaction back', async () => {
    const { database, close, migrations } = await openFor('server', { timeouts: { statement_timeout: 300 } })
    try {
      await migrations.up(running())
      const work = database.transaction(
        {
          mode: 'write',
          async perform({ run }) {
            await run('write', "INSERT INTO categories (account, name) VALUES ('acme', 'Shoes')")
            await run('sleep', 'SELECT pg_sleep(5)')
          },
        },
        running(),
      )
      await expect(work).rejects.toMatchObject({ code: 'db-timeout' })
      const rows = await database.transaction(
        { mode: 'read', perform: ({ run }) => run('look', 'SELECT * FROM categories') },
        running(),
      )
      expect(rows).toEqual([])
    } finally {
      await close()
    }
  })

  test('names who holds what a statement waits for, and ends nobody', async () => {
    const { database, close, migrations, schema } = await openFor('server')
    const other = await openFor('server')
    const { promise, resolve } = Promise.withResolvers<void>()
    try {
      await migrations.up(running())
      let pid = 0
      const blocking = other.database.transaction(
        {
          mode: 'write',
          async perform({ run }) {
            await run('lock', `LOCK TABLE "${schema}".categories`)
            const [row] = await run<{ pid: number }>('look', 'SELECT pg_backend_pid() AS pid')
            pid = row?.pid ?? 0
            await promise
          },
        },
        running(),
      )
      while (pid === 0) await pause(20)
      const blocked = database.transaction(
        {
          mode: 'write',
          perform: ({ run }) => run('write', "INSERT INTO categories (account, name) VALUES ('acme', 'Shoes')"),
        },
        running(),
      )
      await expect(blocked).rejects.toMatchObject({
        code: 'db-locked',
        message: expect.stringMatching(
          new RegExp(`process ${pid} \\(catalog-sync/\\S+\\), whose transaction is \\d+ s old`),
        ),
      })
      resolve()
      await blocking
    } finally {
      resolve()
      await other.close()
      await close()
    }
  })
})
