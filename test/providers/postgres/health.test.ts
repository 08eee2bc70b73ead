import { expect, test, vi } from 'vitest'
import type { Check } from '../../../src/model/check.ts'
import { ConfigError } from '../../../src/model/errors.ts'
import { SILENT } from '../../../src/model/log.ts'
import { NO_SECRETS } from '../../../src/model/secrets.ts'
import { systemClock } from '../../../src/net/clock.ts'
import { catalogueHealth, longStatements } from '../../../src/providers/postgres/health.ts'
import { openCatalogue, placeOf, type Surroundings } from '../../../src/providers/postgres/place.ts'
import { wantsOf } from '../../../src/providers/postgres/settings.ts'
import { temporaryFolder } from '../../config/workspace-files.ts'
import {
  catalogueWorld,
  describeDrivers,
  describeServer,
  openFor,
  running,
  SERVER_URL,
  workspaceFor,
} from '../../support/postgres.ts'

type Opening = Parameters<typeof catalogueHealth>[0]['open']

async function checks(open: Opening, probe = false): Promise<Check[]> {
  const all: Check[] = []
  for await (const check of catalogueHealth({ open, probe }, running())) all.push(check)
  return all
}

const shown = (all: Check[]) => all.map(({ name, severity }) => `${name} ${severity}`)

describeDrivers('what doctor says of a catalogue', (driver) => {
  test('that is there', async () => {
    const world = await catalogueWorld(driver)
    try {
      const found = await checks(async () => world)
      const server = ['database info', 'schema info', 'rows info', 'pool info', 'statements info']
      expect(shown(found)).toEqual(driver === 'server' ? server : ['database warning', 'schema info', 'rows info'])
      expect(found.every(({ message }) => !message.includes('127.0.0.1'))).toBe(true)
      if (driver === 'server') expect(shown(await checks(async () => world, true)).at(-1)).toBe('statistics info')
    } finally {
      await world.close()
    }
  })

  test('whose schema is behind', async () => {
    const { close, ...opened } = await openFor(driver)
    try {
      const found = await checks(async () => opened)
      expect(found.find(({ name }) => name === 'schema')).toMatchObject({
        severity: 'error',
        hint: expect.stringContaining('sync db up'),
      })
    } finally {
      await close()
    }
  })

  test('that lost an index', async () => {
    const world = await catalogueWorld(driver)
    try {
      await world.sql('DROP INDEX idx_master_products_name_search')
      const found = await checks(async () => world)
      const missing = found.find(({ name }) => name === 'indexes')
      expect(missing?.message).toContain('idx_master_products_name_search')
      expect(missing?.hint).toBe('sync db up makes them again.')
      await world.migrations.up(running())
      expect(shown(await checks(async () => world))).not.toContain('indexes warning')
    } finally {
      await world.close()
    }
  })
})

function surroundings(url: string | null): Surroundings {
  const common = {
    clock: systemClock,
    log: SILENT,
    onWait: () => undefined,
    folder: temporaryFolder(),
    secrets: NO_SECRETS,
  }
  return { ...common, values: { DATABASE_URL: url } }
}

/** As a command opens it. */
async function opened(given: Surroundings) {
  const { settings } = workspaceFor('catalog')
  return openCatalogue(placeOf(wantsOf(settings.target), given), {
    wants: wantsOf(settings.target),
    surroundings: given,
    create: false,
  })
}

test('a URL that is wrong, a catalogue that was never made: doctor tells them apart', async () => {
  expect(await checks(() => opened(surroundings('hunter2')))).toMatchObject([
    { name: 'database', severity: 'error', message: expect.stringContaining('DATABASE_URL holds no URL') },
  ])
  expect(await checks(() => opened(surroundings(null)))).toMatchObject([
    { name: 'database', severity: 'error', hint: expect.stringContaining('sync db up') },
  ])
})

test('a URL, its password in every form: all of it is known as secret', async () => {
  const add = vi.fn()
  const given = { ...surroundings('postgres://user:hunter%32@127.0.0.1:1/db'), secrets: { ...NO_SECRETS, add } }
  const { database } = await opened(given)
  await database.close()
  expect(add.mock.calls.flat()).toEqual(expect.arrayContaining(['hunter%32', 'hunter2']))
})

const sleep = ({ database }: Awaited<ReturnType<typeof openFor>>) =>
  database.transaction({ mode: 'read', perform: ({ run }) => run('sleep', 'SELECT pg_sleep(1.5)') }, running())

describeServer('what doctor says of a server', () => {
  test('counts the connections as they are, and names what hangs in any process of this program', async () => {
    const [own, other] = [await openFor('server'), await openFor('server')]
    try {
      await own.migrations.up(running())
      const asleep = [sleep(own), sleep(other)]
      await new Promise((done) => setTimeout(done, 300))

      const found = await checks(async () => own)
      expect(found.find(({ name }) => name === 'pool')?.message).toBe(
        'Connections of this program: 2 of at most 5, 1 idle, 0 waiting.',
      )
      expect(await longStatements(own, 0, running())).toMatchObject({
        severity: 'warning',
        message: expect.stringMatching(/(process \d+ for 0 minutes: SELECT pg_sleep\(1\.5\)(; )?){2}/),
      })
      await Promise.all(asleep)
    } finally {
      await own.close()
      await other.close()
    }
  })

  test('that has no connections left, or no such database: doctor tells it', async () => {
    const url = new URL(SERVER_URL ?? '')
    url.pathname = '/nothing_there'
    const opening = opened(surroundings(url.href))
    expect(await checks(() => opening)).toMatchObject([
      { name: 'database', severity: 'error', message: expect.stringContaining('no database') },
    ])
    await (await opening).database.close()
  })
})

test('a failure of the program itself is none of the findings', async () => {
  await expect(checks(() => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault')
  expect(await checks(() => Promise.reject(new ConfigError('db-open', 'It is open elsewhere.')))).toHaveLength(1)
})
