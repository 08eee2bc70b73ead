import { SyncCommand } from '../../cli/base-command.ts'
import { withDatabase } from '../../cli/with-database.ts'
import type { Migrated } from '../../model/target-database.ts'
import { renderMigrated } from '../../ui/database.ts'

export default class DbUp extends SyncCommand<typeof DbUp> {
  static override summary = "Bring the target's schema up to date."
  static override description =
    'Applies every step that is pending, in one transaction; plan and apply never change a schema. Two at the same time wait for one another.'

  static override examples = ['<%= config.bin %> db up']

  async run(): Promise<Migrated> {
    const { flags } = await this.input()
    const session = await this.session(flags)
    const migrated = await withDatabase(session, (database) => database.up(this.signal))
    this.print(renderMigrated(migrated))
    return migrated
  }
}
