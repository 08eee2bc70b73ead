import { Flags } from '@oclif/core'
import { SyncCommand } from '../../cli/base-command.ts'
import { withDatabase } from '../../cli/with-database.ts'
import type { Reverted } from '../../model/target-database.ts'
import { renderReverted } from '../../ui/database.ts'

export default class DbDown extends SyncCommand<typeof DbDown> {
  static override summary = "Take the newest step of the target's schema back."
  static override description =
    'Where rows would go with it, it says how many and takes nothing back unless that is allowed.'

  static override examples = ['<%= config.bin %> db down', '<%= config.bin %> db down --allow-data-loss']

  static override flags = {
    'allow-data-loss': Flags.boolean({ description: 'Also where rows are lost with it.' }),
  }

  async run(): Promise<Reverted> {
    const { flags } = await this.input()
    const session = await this.session(flags)
    const reverted = await withDatabase(session, (database) => database.down(flags['allow-data-loss'], this.signal))
    this.print(renderReverted(reverted))
    return reverted
  }
}
