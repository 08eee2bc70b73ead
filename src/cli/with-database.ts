import type { TargetDatabase } from '../model/target-database.ts'
import type { Session } from './session.ts'

/** What is done with the target's database, which is let go afterwards, as the session is. @throws ConfigError where there is none */
export async function withDatabase<T>(
  session: Pick<Session, 'database' | 'close'>,
  work: (database: TargetDatabase) => Promise<T>,
): Promise<T> {
  try {
    const database = await session.database()
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  } finally {
    await session.close()
  }
}
