import { SyncCommand } from '../cli/base-command.ts'
import { availableProviders, workspaceRoot } from '../cli/providers.ts'
import { type ValidateResult, validateWorkspace } from '../services/validate.ts'
import { countDiagnostics, renderDiagnostics } from '../ui/diagnostics.ts'

export default class Validate extends SyncCommand<typeof Validate> {
  static override summary = 'Check all workspace files; offline.'
  static override description = 'Exits with 1 when there is an error; warnings do not count.'

  static override examples = [
    '<%= config.bin %> validate',
    '<%= config.bin %> validate --config boots/sync.yaml --json',
  ]

  async run(): Promise<ValidateResult> {
    const { flags } = await this.input()
    const place = { config: flags.config, cwd: process.cwd() }
    const providers = await availableProviders(process.env, workspaceRoot(place))
    const result = validateWorkspace({ ...place, providers })
    this.print([...renderDiagnostics(result.diagnostics), `sync validate: ${countDiagnostics(result.diagnostics)}`])
    if (!result.ok) process.exitCode = 1
    return result
  }
}
