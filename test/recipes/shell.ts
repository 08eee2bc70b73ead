import { spawn } from 'node:child_process'

export interface Ended {
  code: number | null
  text: string
}

export interface Shell {
  cwd: string
  env: NodeJS.ProcessEnv
}

/** Commands as a runner types them: the first that fails ends them. */
export function bash(script: string, { cwd, env }: Shell, flags = ['-e']): Promise<Ended> {
  const child = spawn('bash', ['--noprofile', '--norc', ...flags, '-c', script], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, text }))
  })
}

/** The same where it has to work. */
export async function must(script: string, shell: Shell): Promise<string> {
  const { code, text } = await bash(script, shell)
  if (code !== 0) throw new Error(`${script} ends with ${code}: ${text}`)
  return text.trim()
}
