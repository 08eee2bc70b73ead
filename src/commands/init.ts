import { resolve } from 'node:path'
import { Args, Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { openDefaultTarget } from '../cli/default-target.ts'
import { attributesFromAccount, readDefinitions } from '../services/account-definitions.ts'
import { type InitResult, initWorkspace } from '../services/init.ts'
import { renderInit } from '../ui/init.ts'

export default class Init extends SyncCommand<typeof Init> {
  static override summary = 'Make a workspace: sync.yaml, specs and schemas, with comments.'
  static override description = 'Files that are there already are kept as they are.'

  static override examples = [
    '<%= config.bin %> init',
    '<%= config.bin %> init --from-account --account acme',
    '<%= config.bin %> init boots --brand "Twisted X" --marketplace US --marketplace CA',
  ]

  static override args = {
    dir: Args.string({ description: 'Folder of the workspace; made when it is missing. Default: the current folder.' }),
  }

  static override flags = {
    'from-account': Flags.boolean({
      description:
        "Make specs/attributes.yaml of the account's own attributes; reads the account, writes nothing there.",
    }),
    scope: Flags.string({
      description: 'Name of what the workspace owns. Default: made of the folder name.',
      helpValue: 'NAME',
    }),
    brand: Flags.string({ description: 'Brand to look for on Amazon.', helpValue: 'NAME' }),
    marketplace: Flags.string({
      description: 'Marketplace code such as US; repeatable.',
      helpValue: 'CODE',
      multiple: true,
      multipleNonGreedy: true,
    }),
  }

  async run(): Promise<InitResult> {
    const { args, flags } = await this.input()
    const { scope, brand, marketplace: marketplaces } = flags
    const place = { cwd: process.cwd(), folder: args.dir }
    const attributes = flags['from-account'] ? await this.accountAttributes(args.dir, flags.account) : undefined
    const result = initWorkspace({ ...place, scope, brand, marketplaces, attributes })
    this.print(renderInit(result))
    return result
  }

  private async accountAttributes(folder: string | undefined, account: string | undefined) {
    const root = resolve(folder ?? '.')
    const target = await openDefaultTarget({ root, account, version: this.config.version, onWait: this.announceWait })
    try {
      return attributesFromAccount(await readDefinitions(target, this.signal))
    } finally {
      await target.close()
    }
  }
}
