import { Args, Flags } from '@oclif/core'
import { authRequest, givenTo } from '../../cli/auth-request.ts'
import { SyncCommand } from '../../cli/base-command.ts'
import { consentLinks, renewTokens, takeConsent } from '../../services/auth.ts'
import { together } from '../../services/ready.ts'
import { renderConsentAdvice, renderTokens } from '../../ui/auth.ts'

export default class Auth extends SyncCommand<typeof Auth> {
  static override summary = 'Get tokens of a provider by a consent, or renew them.'
  static override description =
    `For providers whose tokens rotate. --url shows where the seller consents, --code exchanges what the consent brings, and
--refresh renews what there is: reading does so by itself, a few minutes before an access token ends. Tokens go to
the token file in state/, with mode 600, and are never shown.`

  static override examples = [
    '<%= config.bin %> auth PROVIDER --url',
    '<%= config.bin %> auth PROVIDER --code CODE --shop 14701711',
    '<%= config.bin %> auth PROVIDER --refresh',
  ]

  static override args = {
    provider: Args.string({ name: 'PROVIDER', required: true, description: 'As sync.yaml names it under source.' }),
  }

  static override flags = {
    url: Flags.boolean({
      description: 'Print the link by which the seller consents.',
      exactlyOne: ['url', 'code', 'refresh'],
    }),
    code: Flags.string({ description: 'Exchange the code that a consent brought.', helpValue: 'CODE' }),
    refresh: Flags.boolean({ description: 'Renew the tokens of every shop now.' }),
    shop: Flags.string({
      description: 'The shop that is meant, as its service or sync.yaml names it.',
      helpValue: 'ID',
    }),
  }

  override async init(): Promise<void> {
    // Before the arguments are logged.
    this.secrets.add(...givenTo('--code', this.argv))
    await super.init()
  }

  async run(): Promise<object> {
    const { flags, args } = await this.input()
    const session = await this.session(flags, { stateless: true })
    try {
      const request = authRequest(session)
      const shop = flags.shop?.trim() ?? null
      if (flags.url) {
        const links = await consentLinks(args.provider, shop, request)
        for (const { shops, url } of links) {
          this.remark(renderConsentAdvice(args.provider, shops))
          this.print([url])
        }
        return { provider: args.provider, url: links[0]?.url ?? null, links }
      }
      if (flags.code !== undefined) {
        const providers = await takeConsent(args.provider, { code: flags.code.trim(), shop }, request)
        this.print(renderTokens(providers))
        return { providers }
      }
      const { providers, errors } = await renewTokens(args.provider, shop, request)
      if (errors.length > 0 && errors.length === providers.length) throw together(errors)
      this.print(renderTokens(providers))
      if (errors.length > 0) process.exitCode = 1
      return { providers }
    } finally {
      await session.close()
    }
  }
}
