import { readFileSync } from 'node:fs'
import type { Failure } from '../../src/cli/failure.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts'
import { type Ended, type Running, runProgram, startProgram } from '../support/program.ts'
import { WorkspaceFolder } from '../support/workspace-folder.ts'

/** No test of the program waits for an allowance. */
const NO_LIMITS = { limits: [{ limit: 1_000_000, window_size: 10 }] }

export interface StageOptions extends SandboxOptions {
  /** Further sections of sync.yaml. */
  yaml?: string
}

/** Both services, a workspace, and the built program between them. */
export class Stage {
  readonly sandbox: Sandbox
  readonly workspace: WorkspaceFolder
  readonly #folders: WorkspaceFolder[]

  private constructor(sandbox: Sandbox, workspace: WorkspaceFolder) {
    this.sandbox = sandbox
    this.workspace = workspace
    this.#folders = [workspace]
  }

  static async open({ yaml, ...options }: StageOptions = {}): Promise<Stage> {
    const sandbox = await startSandbox({
      listings: 20,
      ...options,
      plytix: { ...NO_LIMITS, asyncDelayMs: 0, ...options.plytix },
    })
    const workspace = WorkspaceFolder.create({ brand: sandbox.brand })
    if (yaml !== undefined) workspace.configure(yaml)
    return new Stage(sandbox, workspace)
  }

  /** The workspace on another machine, which knows nothing of earlier runs. */
  anotherMachine(): WorkspaceFolder {
    const folder = this.workspace.cloneWithoutState()
    this.#folders.push(folder)
    return folder
  }

  sync(...args: string[]): Promise<Ended> {
    return this.syncIn({}, ...args)
  }

  /** The program in another folder, or with other variables. */
  syncIn({ folder = this.workspace, env = {} }: Place, ...args: string[]): Promise<Ended> {
    return runProgram(args, { cwd: folder.root, env: { ...this.sandbox.env, ...env } })
  }

  start(...args: string[]): Running {
    return startProgram(args, { cwd: this.workspace.root, env: this.sandbox.env })
  }

  /** `sync plan --json`, which has to work. */
  async plan(...args: string[]): Promise<Plan> {
    return parsed<Plan>(await this.sync('plan', '--json', ...args))
  }

  /** `sync apply --auto-approve --json`, whatever it ends with. */
  async apply(...args: string[]): Promise<RunResult> {
    const ended = await this.sync('apply', '--auto-approve', '--json', ...args)
    return JSON.parse(ended.stdout) as RunResult
  }

  savedPlan(name: string): Plan {
    return JSON.parse(readFileSync(this.workspace.path(name), 'utf8')) as Plan
  }

  async close(): Promise<void> {
    await this.sandbox.close()
    for (const folder of this.#folders) folder.remove()
  }
}

/** Where, and with which variables besides those of the services, a command runs. */
export interface Place {
  folder?: WorkspaceFolder
  env?: { [name: string]: string }
}

/** The one JSON document on standard output of a command that went well. */
export function parsed<T>({ code, stdout, stderr }: Ended): T {
  if (code !== 0) throw new Error(`The command ended with ${code}: ${stderr || stdout}`)
  return JSON.parse(stdout) as T
}

/** What a command says with `--json` when it fails; nothing but the documented keys. */
export function failureOf({ stdout }: Ended): Failure {
  const document = JSON.parse(stdout) as { error: Failure }
  const keys = [Object.keys(document), Object.keys(document.error).sort()].flat()
  if (!KEYS.includes(keys.join())) throw new Error(`Odd keys: ${keys.join()}`)
  return document.error
}

/** Of every error, and of one that a service's answer, or its silence, is behind. */
const KEYS = [
  'error,code,diagnostics,hints,message',
  'error,code,diagnostics,fields,hint,hints,message,operation,request_id,service_code,status,system',
]
