import { SyncCommand } from '../../cli/base-command.ts'
import { type Rebuilt, rebuildState } from '../../services/rebuild.ts'
import { renderRebuilt } from '../../ui/state.ts'

export default class StateRebuild extends SyncCommand<typeof StateRebuild> {
  static override summary = 'Make a lost or damaged state database anew.'
  static override description =
    `Reads the account for what this program wrote, and the folders of runs and exports for what happened. A damaged database
is moved aside, never overwritten; one that is in order is left as it is. Writes nothing to the account.`

  static override examples = ['<%= config.bin %> state rebuild']

  async run(): Promise<Rebuilt> {
    const { flags } = await this.input()
    const session = await this.session(flags, { stateless: true })
    try {
      const { state, workspace, clock, digest, emit, target } = session
      const rebuilt = await rebuildState({ state, workspace, clock, digest, emit, target }, this.signal)
      this.print(renderRebuilt(rebuilt))
      return rebuilt
    } finally {
      await session.close()
    }
  }
}
