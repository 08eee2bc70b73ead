import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import type { DoctorReport } from '../../src/services/doctor/index.ts'
import { Stage, type StageOptions } from './stage.ts'

/** Stages of a test file, which it closes. */
export class Stages {
  readonly #stages: Stage[] = []

  async open(options: StageOptions = {}): Promise<Stage> {
    const stage = await Stage.open({ listings: 6, ...options })
    this.#stages.push(stage)
    return stage
  }

  async close(): Promise<void> {
    await Promise.all(this.#stages.map((stage) => stage.close()))
  }
}

export interface Examined extends DoctorReport {
  code: number | null
  text: string
  /** The checks with one of these names. */
  named(name: string): DoctorReport['checks']
}

/** `sync doctor --json`: the documented keys and nothing else, and no write. */
export async function examine(
  stage: Stage,
  env: { [name: string]: string } = {},
  ...args: string[]
): Promise<Examined> {
  const { code, stdout, text } = await stage.syncIn({ env }, 'doctor', '--json', ...args)
  const report = JSON.parse(stdout) as DoctorReport
  expect(Object.keys(report)).toEqual(['ok', 'diagnostics', 'limits', 'checks'])
  for (const check of report.checks) {
    expect(Object.keys(check)).toEqual(['name', 'ok', 'severity', 'message', 'hint'])
    if (check.severity !== 'info')
      expect([check.name, check.hint]).toEqual([check.name, expect.stringMatching(/\w{3}/)])
  }
  expect(code).toBe(report.ok ? 0 : 1)
  expect(stage.sandbox.plytix.counts().writes).toBe(0)
  return { ...report, code, text, named: (name) => report.checks.filter((check) => check.name === name) }
}

/** Names of what is not as it should be. */
export const problems = ({ checks }: DoctorReport) => checks.filter(({ ok }) => !ok).map(({ name }) => name)

/** A server that is not what is expected. */
export async function otherServer(status: number, body: string): Promise<string> {
  const server = createServer((_, answer) => answer.writeHead(status, { 'content-type': 'text/html' }).end(body))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export const PAGE = '<!doctype html><html><h1>Sign in to the network</h1></html>'
