import { Args } from '@oclif/core'
import { SyncCommand } from '../../cli/base-command.ts'
import { unlock } from '../../services/lock.ts'
import { renderUnlocked } from '../../ui/state.ts'

export default class StateUnlock extends SyncCommand<typeof StateUnlock> {
  static override summary = 'Take away the lock of a run that is over for certain.'
  static override description =
    `Rarely needed: a run that died on this machine loses its lock at once, one elsewhere after 30 seconds. Should the holder
be alive after all, it stops before its next write.`

  static override examples = ['<%= config.bin %> state unlock lock-3f2a91bc']

  static override args = {
    lock: Args.string({ name: 'LOCK_ID', required: true, description: 'As the refused command names it.' }),
  }

  async run(): Promise<object> {
    const { flags, args } = await this.input()
    const session = await this.session(flags)
    try {
      const holder = await unlock(session.state, args.lock)
      this.print(renderUnlocked(holder))
      return { unlocked: holder }
    } finally {
      await session.close()
    }
  }
}
