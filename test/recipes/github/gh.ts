/** Stands for GitHub's own program: what the recipes ask of it, and nothing else. Its GitHub is the file FAKE_GITHUB. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

interface Comment {
  id: number
  user: { login: string }
  body: string
}

export interface Github {
  token: string
  permissions: { [scope: string]: string }
  repository: string
  /** Numbers of pull requests by the commit that merged them. */
  pulls: { [commit: string]: number }
  comments: { [pull: string]: Comment[] }
  dispatched: { workflow: string; ref: string; inputs: { [name: string]: string } }[]
}

const MOST_CHARACTERS = 65_536
const PAGE = 30

function fail(message: string, code = 1): never {
  process.stderr.write(`gh: ${message}\n`)
  process.exit(code)
}

const [command, ...words] = process.argv.slice(2)
const file = process.env.FAKE_GITHUB ?? fail('there is no GitHub here')
const github = JSON.parse(readFileSync(file, 'utf8')) as Github
if (process.env.GH_TOKEN !== github.token)
  fail('To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN environment variable.', 4)

function need(scope: string, level: 'read' | 'write'): void {
  const has = github.permissions[scope]
  if (has !== 'write' && has !== level) fail(`Resource not accessible by integration (HTTP 403): ${scope}: ${level}`)
}

/** Flags with and without a value; anything else is refused. */
function parsed(valued: string[], bare: string[]) {
  const flags = new Map<string, string[]>()
  const rest: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (valued.includes(word))
      flags.set(word, [...(flags.get(word) ?? []), words[++at] ?? fail(`${word} needs a value`)])
    else if (bare.includes(word)) flags.set(word, [])
    else if (word.startsWith('-')) fail(`unknown flag: ${word}`)
    else rest.push(word)
  }
  return { flags, rest, one: (name: string) => flags.get(name)?.[0] }
}

function api(): void {
  const { flags, rest, one } = parsed(['--method', '--field', '--jq'], ['--paginate', '--silent'])
  const [path = '', ...more] = rest
  if (more.length > 0) fail('accepts 1 arg(s)')
  const [place = '', query = ''] = path.split('?')
  const fields = new Map((flags.get('--field') ?? []).map(fieldOf))
  const method = one('--method') ?? (fields.size > 0 ? 'POST' : 'GET')
  const pages = answer(`${method} ${place}`, {
    size: Number(new URLSearchParams(query).get('per_page') ?? PAGE),
    fields,
  })
  if (flags.has('--silent')) return
  for (const page of flags.has('--paginate') ? pages : pages.slice(0, 1)) print(page, one('--jq'))
}

function fieldOf(text: string): [string, string] {
  const [name = '', ...value] = text.split('=')
  const whole = value.join('=')
  return [name, whole.startsWith('@') ? readFileSync(whole.slice(1), 'utf8') : whole]
}

function answer(request: string, { size, fields }: { size: number; fields: Map<string, string> }): unknown[] {
  const [, method = '', path = ''] = /^(\w+) (.*)$/.exec(request) ?? []
  const of = (pattern: string) => new RegExp(`^repos/${github.repository}/${pattern}$`).exec(path)?.[1]
  const [commit, pull, comment] = [
    of('commits/([0-9a-f]{40})/pulls'),
    of('issues/(\\d+)/comments'),
    of('issues/comments/(\\d+)'),
  ]
  if (method === 'GET' && commit) {
    need('pull-requests', 'read')
    const number = github.pulls[commit]
    return [number === undefined ? [] : [{ number }]]
  }
  if (method === 'GET' && pull) {
    need('pull-requests', 'read')
    const all = github.comments[pull] ?? fail('Not Found (HTTP 404)')
    return Array.from({ length: Math.max(1, Math.ceil(all.length / size)) }, (_, at) =>
      all.slice(at * size, (at + 1) * size),
    )
  }
  need('pull-requests', 'write')
  const body = fields.get('body') ?? fail('"body" wasn\'t supplied. (HTTP 422)')
  if (body.length > MOST_CHARACTERS) fail('body is too long (maximum is 65536 characters) (HTTP 422)')
  if (method === 'POST' && pull) return [write(pull, body)]
  if (method === 'PATCH' && comment) return [edit(Number(comment), body)]
  return fail(`Not Found (HTTP 404): ${request}`)
}

function write(pull: string, body: string): Comment {
  const all = github.comments[pull] ?? fail('Not Found (HTTP 404)')
  const added = { id: 1_000 + all.length, user: { login: 'github-actions[bot]' }, body }
  all.push(added)
  return added
}

function edit(id: number, body: string): Comment {
  const found =
    Object.values(github.comments)
      .flat()
      .find((one) => one.id === id) ?? fail('Not Found (HTTP 404)')
  found.body = body
  return found
}

function print(page: unknown, filter = '.'): void {
  const { status, stdout, stderr } = spawnSync('jq', ['-r', filter], { input: JSON.stringify(page), encoding: 'utf8' })
  if (status !== 0) fail(stderr || 'jq, which this needs, is not installed')
  process.stdout.write(stdout)
}

function workflow(): void {
  const { flags, rest, one } = parsed(['--ref', '--field'], [])
  const [verb, name = '', ...more] = rest
  if (verb !== 'run' || name === '' || more.length > 0) fail('unknown command')
  need('actions', 'write')
  const inputs = Object.fromEntries((flags.get('--field') ?? []).map(fieldOf))
  github.dispatched.push({ workflow: name, ref: one('--ref') ?? fail('no ref'), inputs })
}

if (command === 'api') api()
else if (command === 'workflow') workflow()
else fail(`unknown command ${command}`)
writeFileSync(file, JSON.stringify(github))
