import type { YAMLError } from 'yaml'

/** What the parser found, in words for someone who does not know YAML's grammar. */
const WORDS: Partial<Record<YAMLError['code'], string>> = {
  ALIAS_PROPS: 'an alias takes no anchor and no tag of its own',
  BAD_ALIAS: 'an alias or anchor has no valid name',
  BAD_DIRECTIVE: 'this directive is not known',
  BAD_DQ_ESCAPE: 'a text in double quotes holds a backslash sequence that YAML does not know; use single quotes',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_SCALAR_START: 'a text that begins with this character needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a value that holds a colon needs quotes, and a nested mapping its own line',
  BLOCK_IN_FLOW: 'inside braces or brackets, everything is separated by commas',
  MULTILINE_IMPLICIT_KEY: 'a key must end with a colon on the same line',
  KEY_OVER_1024_CHARS: 'a key has more than 1,024 characters',
  MULTIPLE_ANCHORS: 'a value takes at most one anchor',
  MULTIPLE_DOCS: 'the file holds more than one document; remove the line "---"',
  RESOURCE_EXHAUSTION: 'the file is nested too deeply',
  TAB_AS_INDENT: 'the line is indented with a tab; YAML takes spaces only',
  TAG_RESOLVE_FAILED: 'tags that begin with ! are not taken here',
}

export function yamlErrorText(error: YAMLError): string {
  const known = WORDS[error.code]
  if (known !== undefined) return known
  // Only of this kind the parser's own words are fixed texts; the others quote what stands there.
  if (error.code === 'MISSING_CHAR') return `this is not valid YAML: ${error.message.split('\n')[0]}`
  return 'this is not valid YAML: something stands here that does not fit'
}
