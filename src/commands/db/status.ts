import { SyncCommand } from '../../cli/base-command.ts'
import { withDatabase } from '../../cli/with-database.ts'
import type { Migrated } from '../../model/target-database.ts'
import { renderMigrated } from '../../ui/database.ts'

export default class DbStatus extends SyncCommand<typeof DbStatus> {
  static override summary = "Show which steps of the target's schema are in force."
  static override description =
    'Changes nothing. Ends with 1 when a step that was applied is not what it was, or the database knows a step that this version does not.'

  static override examples = ['<%= config.bin %> db status', '<%= config.bin %> db status --json']

  async run(): Promise<Migrated> {
    const { flags } = await this.input()
    const session = await this.session(flags)
    const migrated = await withDatabase(session, (database) => database.status(this.signal))
    this.print(renderMigrated(migrated))
    return migrated
  }
}
