// docs/reference.md is made from the commands themselves, as the build writes them into oclif.manifest.json.
const BIN = 'sync'
const HEAD = `# Reference

<!-- Made by npm run generate of what the commands say of themselves; not edited by hand. -->

Every command with its arguments, flags and examples, as \`sync COMMAND --help\` (or \`-h\`) shows them. What commands do,
at length and with their output: [commands.md](commands.md).

All commands take these flags:

`

/** The page, from the text of the manifest. */
export function referencePage(manifest) {
  const commands = Object.values(JSON.parse(manifest).commands).sort((a, b) => (a.id < b.id ? -1 : 1))
  const [first] = commands
  const shared = Object.values(first.flags).filter((flag) => isShared(flag, commands))
  const help = { name: 'help', char: 'h', type: 'boolean', description: 'What the command takes, with examples.' }
  const names = new Set(shared.map(({ name }) => name))
  const sections = commands.map((command) => section(command, names))
  return `${HEAD}${flagTable([...shared, help])}\n${sections.join('\n')}`
}

function isShared({ name, description }, commands) {
  return commands.every(({ flags }) => flags[name]?.description === description)
}

function section({ id, summary, description, usage, args, flags, examples }, shared) {
  const own = Object.values(flags).filter(({ name, hidden }) => !shared.has(name) && !hidden)
  const name = id.replaceAll(':', ' ')
  const words = Object.values(args).map((arg) => (arg.required ? title(arg) : `[${title(arg)}]`))
  const line = usage ? [usage].flat().join('\n') : [name, ...words, ...(own.length > 0 ? ['[flags]'] : [])].join(' ')
  return [
    `## ${BIN} ${name}`,
    '',
    text(summary),
    ...(description && description !== summary ? ['', text(description)] : []),
    '',
    '```',
    `${BIN} ${line}`,
    '```',
    ...(words.length > 0 ? ['', argTable(Object.values(args))] : []),
    ...(own.length > 0 ? ['', flagTable(own).trimEnd()] : []),
    '',
    'For example:',
    '',
    '```sh',
    ...examples.map((example) => exampleLine(example, name)),
    '```',
    '',
  ].join('\n')
}

/** What a line of help says, as a line of Markdown. */
function text(words = '') {
  return words.replace(/\s*\n\s*/g, ' ').replace(/([|<>*])/g, '\\$1')
}

function exampleLine(example, name) {
  return example.replaceAll('<%= config.bin %>', BIN).replaceAll('<%= command.id %>', name)
}

function title({ name }) {
  return name.toUpperCase()
}

function argTable(args) {
  const rows = args.map((arg) => `| \`${title(arg)}\` | ${text(arg.description)} |`)
  return ['| argument | means |', '| --- | --- |', ...rows].join('\n')
}

function flagTable(flags) {
  const rows = flags
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((flag) => `| ${namesOf(flag)} | ${text(flag.description)}${remarks(flag)} |`)
  return `${['| flag | means |', '| --- | --- |', ...rows].join('\n')}\n`
}

function namesOf({ name, char, aliases = [], type, helpValue, options }) {
  const value = type === 'option' ? ` ${helpValue ?? (options ? name.toUpperCase() : 'N')}` : ''
  const names = [`--${name}${value}`, ...(char ? [`-${char}`] : []), ...aliases.map((alias) => `--${alias}${value}`)]
  return names.map((one) => `\`${one.replaceAll('|', '\\|')}\``).join(', ')
}

function remarks({ default: usual, options, env, multiple, description = '' }) {
  return [
    ...(options ? [` One of ${options.map((option) => `\`${option}\``).join(', ')}.`] : []),
    ...(usual === undefined || usual === false ? [] : [` Default: \`${usual}\`.`]),
    ...(env ? [` Also by the variable \`${env}\`.`] : []),
    ...(multiple && !/repeatable/i.test(description) ? [' Repeatable.'] : []),
  ].join('')
}
