import {
  PGliteDialect,
  type PGliteDialectConfig,
  PostgresAdapter,
  PostgresDialect,
  type PostgresDialectConfig,
} from 'kysely'

/**
 * Without Kysely's lock for migrations, which is a session's: behind a pooler, and after a failure, it would outlive what
 * it was taken for. Ours is a transaction's.
 */
class Adapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {
    // The transaction holds it already.
  }

  override async releaseMigrationLock(): Promise<void> {
    // It goes with the transaction.
  }
}

class ServerDialect extends PostgresDialect {
  override createAdapter(): Adapter {
    return new Adapter()
  }
}

class EmbeddedDialect extends PGliteDialect {
  override createAdapter(): Adapter {
    return new Adapter()
  }
}

export const serverDialect = (config: PostgresDialectConfig) => new ServerDialect(config)
export const embeddedDialect = (config: PGliteDialectConfig) => new EmbeddedDialect(config)
