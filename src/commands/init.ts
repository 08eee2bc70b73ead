import { Args, Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { type InitResult, initWorkspace } from '../services/init.ts'
import { renderInit } from '../ui/init.ts'

export default class Init extends SyncCommand<typeof Init> {
  static override summary = 'Make a workspace: sync.yaml, specs and schemas, with comments.'
  static override description = 'Files that are there already are kept as they are.'

  static override examples = [
    '<%= config.bin %> init',
    '<%= config.bin %> init boots --brand "Twisted X" --marketplace US --marketplace CA',
  ]

  static override args = {
    dir: Args.string({ description: 'Folder of the workspace; made when it is missing. Default: the current folder.' }),
  }

  static override flags = {
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
    const result = initWorkspace({ cwd: process.cwd(), folder: args.dir, scope, brand, marketplaces })
    this.print(renderInit(result))
    return result
  }
}
