import { Args, Flags } from '@oclif/core'
import { authRequest } from '../cli/auth-request.ts'
import { SyncCommand } from '../cli/base-command.ts'
import { doctorRequest } from '../cli/doctor.ts'
import { ConfigError } from '../model/errors.ts'
import { type DoctorReport, examine } from '../services/doctor/index.ts'
import { type Explained, explainSignatures, momentOf, USUAL_MOMENT } from '../services/signatures.ts'
import { renderCheck, renderGroup, renderVerdict } from '../ui/doctor.ts'
import { renderSignatures } from '../ui/signatures.ts'

export default class Doctor extends SyncCommand<typeof Doctor> {
  static override summary = 'Look for everything that would stop a plan, in one go.'
  static override description =
    `Looks at this machine, the workspace files, the environment, each source and target (sign-in, reachability,
permissions, limits, definitions, clock) and the state, and says what to do about each finding.
Reads a little, and without --probe writes nothing to any account. Exits with 1 when a plan or an apply would be refused as things are;
warnings do not count.
With --explain-sign it only shows what is signed of the calls of a source, part by part, and the signature that comes
of it; secrets are masked, and nobody is called.`

  static override examples = [
    '<%= config.bin %> doctor',
    '<%= config.bin %> doctor --probe',
    '<%= config.bin %> doctor --account acme --json',
    '<%= config.bin %> doctor --explain-sign PROVIDER --at 1700000000',
  ]

  static override args = {
    provider: Args.string({ name: 'PROVIDER', description: 'With --explain-sign: of this source alone.' }),
  }

  static override flags = {
    probe: Flags.boolean({
      description:
        'Also make reads that cost a little more and show permissions that nothing else shows, and find out whether the target tells of every change: it makes products of its own, changes and deletes them.',
      exclusive: ['explain-sign'],
    }),
    'explain-sign': Flags.boolean({ description: 'Only show how sources sign their calls, with secrets masked.' }),
    at: Flags.string({
      description: `With --explain-sign: the moment that is signed for, seconds since 1970 or ISO 8601; ${USUAL_MOMENT} unless told.`,
      helpValue: 'TIME',
      dependsOn: ['explain-sign'],
    }),
  }

  async run(): Promise<DoctorReport | Explained> {
    const { flags, args } = await this.input()
    if (flags['explain-sign']) return this.explain(args.provider ?? null, flags)
    if (args.provider !== undefined) throw withoutFlag(args.provider)
    const { config, account, probe } = flags
    const request = await doctorRequest({
      config,
      account,
      probe,
      version: this.config.version,
      onWait: this.announceWait,
      onFindings: this.tellFindings,
      log: this.diary,
      secrets: this.secrets,
    })
    let shown = ''
    const report = await examine(
      {
        ...request,
        onCheck: (check, { title }) => {
          this.print([...(title === shown ? [] : renderGroup(title)), ...renderCheck(check)])
          shown = title
        },
      },
      this.signal,
    )
    this.print(renderVerdict(report.checks))
    if (!report.ok) process.exitCode = 1
    return report
  }

  private async explain(
    provider: string | null,
    flags: { at?: string | undefined; config?: string | undefined; account?: string | undefined },
  ): Promise<Explained> {
    const at = flags.at === undefined ? USUAL_MOMENT : momentOf(flags.at)
    const session = await this.session(flags, { stateless: true })
    try {
      const explained = await explainSignatures(provider, at, authRequest(session))
      this.print(renderSignatures(explained))
      return explained
    } finally {
      await session.close()
    }
  }
}

function withoutFlag(word: string): ConfigError {
  return new ConfigError('usage', `sync doctor takes no ${JSON.stringify(word.slice(0, 40))}.`, {
    hints: ['A provider is named with --explain-sign; without it every source and the target is looked at.'],
  })
}
