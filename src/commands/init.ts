import { resolve } from 'node:path'
import { Args, Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { openDefaultTarget } from '../cli/default-target.ts'
import { availableProviders } from '../cli/providers.ts'
import { SHOP } from '../model/edge-names.ts'
import type { ScaffoldChoices } from '../model/scaffold.ts'
import { attributesFromAccount, readDefinitions } from '../services/account-definitions.ts'
import { choosePair, type InitOptions, type InitResult, initWorkspace } from '../services/init.ts'
import { renderInit } from '../ui/init.ts'

type Place = Pick<InitOptions, 'folder' | 'providers'> & { pair: ReturnType<typeof choosePair> }

export default class Init extends SyncCommand<typeof Init> {
  static override summary = 'Make a workspace: sync.yaml, specs and schemas, with comments.'
  static override description = 'Files that are there already are kept as they are.'

  static override examples = [
    '<%= config.bin %> init',
    '<%= config.bin %> init --from-account --account acme',
    `<%= config.bin %> init boots --brand "Twisted X" --${SHOP} US --${SHOP} CA`,
  ]

  static override args = {
    dir: Args.string({ description: 'Folder of the workspace; made when it is missing. Default: the current folder.' }),
  }

  static override flags = {
    'from-account': Flags.boolean({
      description:
        "Make specs/attributes.yaml of the account's own attributes; reads the account, writes nothing there.",
    }),
    source: Flags.string({
      description: 'Where listings come from; repeatable, the most important first. Default: the first that there is.',
      helpValue: 'NAME',
      multiple: true,
      multipleNonGreedy: true,
    }),
    target: Flags.string({ description: 'Where they end up. Default: the first that there is.', helpValue: 'NAME' }),
    scope: Flags.string({
      description: 'Name of what the workspace owns. Default: made of the folder name.',
      helpValue: 'NAME',
    }),
    brand: Flags.string({ description: 'Brand to look for.', helpValue: 'NAME' }),
    [SHOP]: Flags.string({
      description: `Code of a ${SHOP} such as US, or what a source calls its shop; repeatable. Of several sources each takes those that it knows; SOURCE/CODE names one.`,
      helpValue: 'CODE',
      multiple: true,
      multipleNonGreedy: true,
    }),
  }

  async run(): Promise<InitResult> {
    const { args, flags } = await this.input()
    const { scope, brand, [SHOP]: shops, account } = flags
    const providers = await availableProviders(process.env, resolve(args.dir ?? '.'))
    const place = { folder: args.dir, providers, pair: choosePair(providers, flags) }
    const attributes = flags['from-account'] ? await this.accountAttributes(place, account) : undefined
    const result = initWorkspace({ cwd: process.cwd(), ...place, scope, brand, shops, attributes })
    const { source, others, target } = place.pair
    const sources = [source, ...others]
    const credentials = [...sources, target].some(({ variables }) => variables.length > 0)
    const firstSteps = stepsOf(place.pair, { brand, shops: shops ?? [] })
    this.print(renderInit({ ...result, firstSteps, lastSteps: lastSteps(place.pair), credentials }))
    return result
  }

  private async accountAttributes({ folder, providers, pair }: Place, account: string | undefined) {
    const root = resolve(folder ?? '.')
    const { version } = this.config
    const target = await openDefaultTarget({
      ...{ root, account, version, onWait: this.announceWait, onFindings: this.tellFindings, providers, pair },
      log: this.diary,
      secrets: this.secrets,
    })
    try {
      return attributesFromAccount(await readDefinitions(target, pair, this.signal))
    } finally {
      await target.close()
    }
  }
}

/** What the files do not say yet, in the words of sources and target. */
function stepsOf({ source, others, target }: Place['pair'], choices: Pick<ScaffoldChoices, 'brand' | 'shops'>) {
  const own = [source, ...others].map(({ source: { firstStep } }) =>
    typeof firstStep === 'function' ? firstStep(choices) : firstStep,
  )
  return [...new Set([...own, target.target.firstStep].flatMap((step) => step ?? []))]
}

/** What waits for credentials: a consent, and the tables of a database. */
function lastSteps({ source, others, target }: Place['pair']): string[] {
  const consents = [source, ...others].flatMap(({ auth, name }) => (auth ? [`sync auth ${name} --url`] : []))
  return [
    ...(consents.length > 0 ? [`let the seller consent: ${consents.join(' and ')}`] : []),
    ...(target.target.database ? ['make the tables: sync db up'] : []),
  ]
}
