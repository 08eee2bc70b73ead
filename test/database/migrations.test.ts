import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { Migrations } from '../../src/database/migrate.ts'
import { type MigrationStep, readSteps } from '../../src/database/migration-steps.ts'
import { STEPS } from '../../src/providers/postgres/place.ts'
import { temporaryFolder } from '../config/workspace-files.ts'
import { describeDrivers, describeServer, newSchema, openFor, running } from '../support/postgres.ts'

const NAMES = ['0001_catalogue', '0002_search', '0003_option_order']

/** Steps of a folder with these files. */
function stepsOf(files: { [name: string]: string }): MigrationStep[] {
  const folder = join(temporaryFolder(), 'steps')
  mkdirSync(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return readSteps(pathToFileURL(`${folder}/`))
}

const FIRST = {
  '0001_one.up.sql':
    'CREATE TABLE catalog_migrations (name text PRIMARY KEY, sha256 text NOT NULL);\n\nCREATE TABLE things (name text);\n',
  '0001_one.down.sql': '-- loses: things\n\nDROP TABLE things;\n\nDROP TABLE catalog_migrations;\n',
}
const SECOND = {
  '0002_two.up.sql': 'CREATE INDEX by_name ON things (name);\n',
  '0002_two.down.sql': 'DROP INDEX by_name;\n',
}

describeDrivers('steps of a schema', (driver) => {
  test('are applied in order, and taken back one by one, newest first', async () => {
    const { migrations, close } = await openFor(driver)
    try {
      expect(await migrations.condition(running())).toEqual({ applied: [], pending: NAMES })
      expect(await migrations.up(running())).toEqual({ applied: NAMES, pending: [] })
      expect(await migrations.up(running())).toEqual({ applied: NAMES, pending: [] })
      const down = () => migrations.down({ allowDataLoss: false }, running())
      expect(await down()).toEqual({ reverted: ['0003_option_order'], pending: ['0003_option_order'] })
      expect(await down()).toEqual({ reverted: ['0002_search'], pending: ['0002_search', '0003_option_order'] })
      expect(await down()).toEqual({ reverted: ['0001_catalogue'], pending: NAMES })
      expect(await down()).toEqual({ reverted: [], pending: NAMES })
      expect(await migrations.up(running())).toEqual({ applied: NAMES, pending: [] })
    } finally {
      await close()
    }
  })

  test('that are missing are told with the command that applies them', async () => {
    const { migrations, close } = await openFor(driver)
    try {
      await expect(migrations.demand(running())).rejects.toMatchObject({
        code: 'schema-behind',
        hints: [expect.stringContaining('sync db up')],
      })
      await migrations.up(running())
      await migrations.down({ allowDataLoss: false }, running())
      await expect(migrations.demand(running())).rejects.toThrow(/lacks 0003_option_order/)
    } finally {
      await close()
    }
  })

  test('are not taken back where rows would be lost, unless that is allowed', async () => {
    const { migrations, database, close } = await openFor(driver, { steps: stepsOf(FIRST) })
    try {
      await migrations.up(running())
      const insert = "INSERT INTO things VALUES ('one'), ('two')"
      await database.transaction({ mode: 'write', perform: ({ run }) => run('insert', insert) }, running())
      const refused = migrations.down({ allowDataLoss: false }, running())
      await expect(refused).rejects.toMatchObject({ code: 'data-loss', message: expect.stringContaining('2 rows') })
      expect(await migrations.down({ allowDataLoss: true }, running())).toMatchObject({ reverted: ['0001_one'] })
    } finally {
      await close()
    }
  })

  test('that were applied and then edited are refused, whatever is asked', async () => {
    const schema = newSchema()
    const { migrations, database, close } = await openFor(driver, { steps: stepsOf(FIRST), schema })
    try {
      await migrations.up(running())
      const edited = { ...FIRST, ...SECOND, '0001_one.up.sql': `${FIRST['0001_one.up.sql']}-- edited\n` }
      const other = new Migrations(database, schema, stepsOf(edited))
      const asks = [
        () => other.condition(running()),
        () => other.up(running()),
        () => other.down({ allowDataLoss: true }, running()),
      ]
      for (const ask of asks)
        await expect(ask()).rejects.toMatchObject({
          code: 'migration-edited',
          message: expect.stringContaining('0001_one'),
        })
    } finally {
      await close()
    }
  })

  test('that this version does not know are refused', async () => {
    const schema = newSchema()
    const { migrations, database, close } = await openFor(driver, { steps: stepsOf({ ...FIRST, ...SECOND }), schema })
    try {
      await migrations.up(running())
      const older = new Migrations(database, schema, stepsOf(FIRST))
      await expect(older.demand(running())).rejects.toMatchObject({ code: 'schema-ahead' })
    } finally {
      await close()
    }
  })

  test('are done whole or not at all', async () => {
    const broken = {
      ...SECOND,
      '0002_two.up.sql': 'CREATE TABLE more (name text);\n\nCREATE TABLE wrong (name nothing);\n',
    }
    const { migrations, database, close } = await openFor(driver, { steps: stepsOf({ ...FIRST, ...broken }) })
    try {
      await expect(migrations.up(running())).rejects.toMatchObject({
        code: expect.stringMatching(/migration-failed|db-failed/),
      })
      expect(await migrations.condition(running())).toEqual({ applied: [], pending: ['0001_one', '0002_two'] })
      const text = "SELECT to_regclass('more') IS NULL AS gone"
      const rows = await database.transaction({ mode: 'read', perform: ({ run }) => run('look', text) }, running())
      expect(rows).toEqual([{ gone: true }])
    } finally {
      await close()
    }
  })

  test('make an index again that somebody dropped, and leave the others as they are', async () => {
    const { migrations, database, close } = await openFor(driver, { steps: stepsOf({ ...FIRST, ...SECOND }) })
    const inDatabase = (text: string) =>
      database.transaction({ mode: 'write', perform: ({ run }) => run('index', text) }, running())
    try {
      await migrations.up(running())
      await inDatabase('CREATE INDEX of_others ON things (name)')
      await inDatabase('DROP INDEX by_name')

      expect(await migrations.up(running())).toEqual({ applied: ['0001_one', '0002_two'], pending: [] })
      const all = await inDatabase(
        "SELECT indexname AS name FROM pg_indexes WHERE tablename = 'things' AND schemaname = current_schema() ORDER BY 1",
      )
      expect(all).toEqual([{ name: 'by_name' }, { name: 'of_others' }])
    } finally {
      await close()
    }
  })

  test('have the indexes that searches need', async () => {
    const { migrations, database, close, schema } = await openFor(driver)
    try {
      await migrations.up(running())
      const text = 'SELECT indexname AS name FROM pg_indexes WHERE schemaname = $1'
      const rows = await database.transaction(
        { mode: 'read', perform: ({ run }) => run('look', text, [schema]) },
        running(),
      )
      const names = rows.map(({ name }) => name)
      for (const name of ['name_search', 'name_trgm']) expect(names).toContain(`idx_master_products_${name}`)
      expect(names).toContain('idx_platform_mappings_sync_status')
    } finally {
      await close()
    }
  })
})

describeServer('steps of a schema', () => {
  test('that two programs apply at once are applied once', async () => {
    const schema = newSchema()
    const [one, other] = await Promise.all([openFor('server', { schema }), openFor('server', { schema })])
    try {
      const all = await Promise.all([one.migrations.up(running()), other.migrations.up(running())])
      expect(all).toEqual([
        { applied: NAMES, pending: [] },
        { applied: NAMES, pending: [] },
      ])
      const text = 'SELECT count(*)::int AS steps FROM catalog_migrations'
      const rows = await one.database.transaction({ mode: 'read', perform: ({ run }) => run('look', text) }, running())
      expect(rows).toEqual([{ steps: NAMES.length }])
    } finally {
      await other.database.close()
      await one.close()
    }
  })
})

test('the steps of the catalogue lie in files that go with the program', () => {
  expect(readSteps(STEPS).map(({ name }) => name)).toEqual(NAMES)
})
