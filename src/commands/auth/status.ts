import { authRequest } from '../../cli/auth-request.ts'
import { SyncCommand } from '../../cli/base-command.ts'
import { allTokens } from '../../services/auth.ts'
import type { TokenStatus } from '../../services/token-status.ts'
import { renderTokens } from '../../ui/auth.ts'

export default class AuthStatus extends SyncCommand<typeof AuthStatus> {
  static override summary = 'List until when the tokens of each source are good.'
  static override description =
    'Looks into the token file and the environment, calls nothing, and never shows a token. Times are UTC.'

  static override examples = ['<%= config.bin %> auth status', '<%= config.bin %> auth status --json']

  async run(): Promise<{ providers: TokenStatus[] }> {
    const { flags } = await this.input()
    const session = await this.session(flags, { stateless: true })
    try {
      const providers = await allTokens(authRequest(session))
      this.print(renderTokens(providers))
      return { providers }
    } finally {
      await session.close()
    }
  }
}
