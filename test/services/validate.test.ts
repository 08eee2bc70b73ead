import { describe, expect, it } from 'vitest'
import { validateWorkspace } from '../../src/services/validate.ts'
import { countDiagnostics, renderDiagnostics } from '../../src/ui/diagnostics.ts'
import { SYNC, temporaryFolder, workspaceFolder } from '../config/workspace-files.ts'
import { providers } from '../support/providers.ts'

describe('validateWorkspace', () => {
  it('is content with a workspace that only has warnings', () => {
    const cwd = workspaceFolder({ 'sync.yaml': `${SYNC}policy: { quota_share: 0.8 }\n` })

    const { ok, diagnostics } = validateWorkspace({ providers, cwd })

    expect(ok).toBe(true)
    expect(renderDiagnostics(diagnostics)).toEqual([
      "sync.yaml:5:24: warning: policy.quota_share is 0.8 %, less than a hundredth of the account's quota",
      '  Write 80% if that share is meant.',
    ])
    expect(countDiagnostics(diagnostics)).toBe('1 warning')
  })

  it('lists mistakes with their place and what to do, in text that is safe to print', () => {
    const cwd = workspaceFolder({
      'sync.yaml': `${SYNC}"red\\e[31m": 1\npolicy: { on_drift: "${'x'.repeat(2000)}" }\n`,
    })

    const { ok, diagnostics } = validateWorkspace({ providers, cwd })

    expect(ok).toBe(false)
    expect(renderDiagnostics(diagnostics)).toEqual([
      'sync.yaml:5:1: error: unknown key "red\\u001b[31m"',
      '  The keys here are version, scope, source, target, relationships, images and policy.',
      `sync.yaml:6:21: error: policy.on_drift must be report or overwrite`,
    ])
    expect(countDiagnostics(diagnostics)).toBe('2 errors')
  })

  it('needs a workspace', () => {
    expect(() => validateWorkspace({ providers, cwd: temporaryFolder() })).toThrow('There is no sync.yaml in ')
  })

  it('takes well under a second of computing', () => {
    const cwd = workspaceFolder()
    const start = process.cpuUsage()

    validateWorkspace({ providers, cwd })

    const { user, system } = process.cpuUsage(start)
    expect(user + system).toBeLessThan(1_000_000)
  })
})
