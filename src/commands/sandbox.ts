import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { Flags } from '@oclif/core'
import { SyncCommand } from '../cli/base-command.ts'
import { SHOP } from '../model/edge-names.ts'
import { openSandbox, sandboxVariables } from '../services/sandbox.ts'
import { runWithVariables, shellQuoted } from '../services/sandbox-run.ts'

export default class Sandbox extends SyncCommand<typeof Sandbox> {
  static override summary = 'Start simulators of the services with a sample catalogue.'
  static override description =
    'Without a command, prints the variables to export and stays until interrupted. With one, runs it against the simulators and ends with its exit code.'
  static override usage = 'sandbox [-- COMMAND]'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> -- sync plan',
    `<%= config.bin %> <%= command.id %> --${SHOP} US,CA -- sync plan`,
    '<%= config.bin %> <%= command.id %> --listings 2000 --options limits.json -- sync apply --auto-approve',
  ]
  static override strict = false
  static override flags = {
    listings: Flags.integer({ description: 'Size of the sample catalogue.', default: 300, min: 1, max: 200_000 }),
    seed: Flags.integer({ description: 'Another seed gives another catalogue.', default: 1, min: 0 }),
    [SHOP]: Flags.string({
      description: `Every listing is in each ${SHOP} that is named, such as US,CA. Repeatable.`,
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'CODES',
    }),
    items: Flags.string({
      description: "Catalogue to serve instead, in the service's own answer format.",
      helpValue: 'FILE',
    }),
    'account-seed': Flags.string({ description: 'Account to start with instead.', helpValue: 'FILE' }),
    port: Flags.integer({ description: 'First of six ports; free ones unless told.', min: 1, max: 65_530 }),
    options: Flags.string({ description: 'Limits, clock, delays and faults of the simulators.', helpValue: 'FILE' }),
  }

  async run(): Promise<void> {
    const { flags, argv } = await this.parse(Sandbox)
    const { listings, seed, items, port, options } = flags
    const sandbox = await openSandbox({
      accountId: randomBytes(12).toString('hex'),
      listings,
      seed,
      items,
      port,
      options,
      shops: flags[SHOP],
      accountSeed: flags['account-seed'],
    })
    try {
      const variables = sandboxVariables(sandbox.env, flags.account)
      if (argv.length === 0) await this.stay(variables, sandbox)
      else process.exitCode = await this.wrap(argv.map(String), variables)
    } finally {
      await sandbox.close()
    }
  }

  private async stay(
    env: { [name: string]: string },
    { brand, example }: { brand: string; example: string[] },
  ): Promise<void> {
    if (this.jsonEnabled()) this.logJson({ brand, env })
    this.print(Object.entries(env).map(([name, value]) => `export ${name}=${shellQuoted(value)}`))
    this.remark([
      `The simulators run until Ctrl-C. Set ${this.jsonEnabled() ? 'these variables' : 'the lines above'} in another terminal, and put this into sync.yaml:`,
      ...example.map((line) => `  ${line}`),
    ])
    if (!this.signal.aborted) await once(this.signal, 'abort')
  }

  private wrap(command: string[], variables: { [name: string]: string }): Promise<number> {
    const program = join(this.config.root, 'bin', 'run.js')
    return runWithVariables({ command, variables, environment: process.env, program })
  }
}
