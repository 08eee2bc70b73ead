import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Session } from '../../src/database/database.ts'
import { openDatabase } from '../../src/database/open.ts'
import { SILENT } from '../../src/model/log.ts'
import { systemClock } from '../../src/net/clock.ts'
import { temporaryFolder } from '../config/workspace-files.ts'
import { running } from '../support/postgres.ts'

/** What Postgres calls a database for good when it makes one. */
async function identifierOf(folder: string): Promise<string | undefined> {
  const options = { clock: systemClock, log: SILENT, onWait: () => undefined, schema: 'public' }
  const database = await openDatabase({ driver: 'embedded', folder, create: true }, options)
  try {
    const text = 'SELECT system_identifier::text AS id FROM pg_control_system()'
    const work = { mode: 'read' as const, perform: ({ run }: Session) => run<{ id: string }>('who is it', text) }
    return (await database.transaction(work, running()))[0]?.id
  } finally {
    await database.close()
  }
}

test('a new folder begins with the empty database that came with the program, as any other does, and goes on with it', async () => {
  const [one, another] = [join(temporaryFolder(), 'catalog'), join(temporaryFolder(), 'catalog')]

  const identifier = await identifierOf(one)

  expect(identifier).toMatch(/^\d+$/)
  expect(await identifierOf(another)).toBe(identifier)
  expect(await identifierOf(one)).toBe(identifier)
})
