import { Args } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { type Verification, verifyRun } from '../services/verify.ts'
import { renderVerified } from '../ui/state.ts'

export default class Verify extends SyncCommand<typeof Verify> {
  static override summary = 'Compare the account with what a run meant to write.'
  static override description =
    `Reads back, in bulk, the products, links and definitions that the run has written: values, the order of our own images,
thumbnails, links, options. Exits with 1 when something differs. Changes nothing.`

  static override examples = ['<%= config.bin %> verify 20261121T030000Z-3f2a']

  static override args = { run: Args.string({ name: 'RUN', required: true, description: 'As "sync runs" lists it.' }) }

  async run(): Promise<Verification> {
    const { flags, args } = await this.input()
    const session = await this.session(flags)
    try {
      const { workspace, digest } = session
      const verification = await verifyRun(
        { run: args.run, state: session.state, workspace, digest, target: await session.target() },
        this.signal,
      )
      this.print(renderVerified(verification))
      if (!verification.ok) process.exitCode = 1
      return verification
    } finally {
      await session.close()
    }
  }
}
