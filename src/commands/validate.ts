import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { availableProviders, workspaceRoot } from '../cli/providers.ts'
import { type ValidateResult, validateWorkspace } from '../services/validate.ts'
import { countDiagnostics, renderDiagnostics } from '../ui/diagnostics.ts'

export default class Validate extends SyncCommand<typeof Validate> {
  static override summary = 'Check all workspace files; offline.'
  static override description = `Exits with 1 when there is an error; warnings do not count.
With --export the items of an export are judged as well, and with --network each of their images is asked for: what is
found there are warnings.`

  static override examples = [
    '<%= config.bin %> validate',
    '<%= config.bin %> validate --config boots/sync.yaml --json',
    '<%= config.bin %> validate --export export.ndjson --network',
  ]

  static override flags = {
    export: Flags.string({ description: 'Judge the items of this export as well.', helpValue: 'FILE' }),
    network: Flags.boolean({
      description: 'Ask for every image of them, which is not fetched.',
      dependsOn: ['export'],
    }),
  }

  async run(): Promise<ValidateResult> {
    const { flags } = await this.input()
    const place = { config: flags.config, cwd: process.cwd() }
    const providers = await availableProviders(process.env, workspaceRoot(place))
    const result = await this.withExport(validateWorkspace({ ...place, providers }), flags)
    this.print([...renderDiagnostics(result.diagnostics), `sync validate: ${countDiagnostics(result.diagnostics)}`])
    if (!result.ok) process.exitCode = 1
    return result
  }

  /** Items are judged by rules that are right. */
  private async withExport(
    result: ValidateResult,
    flags: { export?: string | undefined; network: boolean; config?: string | undefined; account?: string | undefined },
  ): Promise<ValidateResult> {
    const { export: file, network } = flags
    if (file === undefined || !result.ok) return result
    // Most checks are of files alone, and should be quick.
    const { validateExport } = await import('../cli/validate-export.ts')
    const session = await this.session(flags)
    try {
      const { remark, signal } = this
      const found = await validateExport(session, { export: file, network }, { remark, signal })
      return { ...result, diagnostics: [...result.diagnostics, ...found] }
    } finally {
      await session.close()
    }
  }
}
