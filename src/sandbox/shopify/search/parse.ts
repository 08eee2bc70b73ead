/** A query as it is understood. */
export type Query =
  | { kind: 'and' | 'or'; of: Query[] }
  | { kind: 'not'; of: Query }
  | { kind: 'term'; field: string | null; comparator: Comparator; value: string; phrase: boolean }

export type Comparator = '=' | '>' | '>=' | '<' | '<='

interface Token {
  kind: '(' | ')' | 'word' | 'phrase'
  text: string
}

/** `field:value`, white space for and, `OR`, `-` or `NOT`, parentheses, `"phrase"`, `prefix*`, `>=` and its like. */
export function parseQuery(text: string): Query {
  const reader = new Reader(tokensOf(text))
  return reader.either()
}

class Reader {
  private readonly tokens: readonly Token[]
  private at = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  /** What is bound by `OR`, which binds less than white space. */
  either(): Query {
    const of = [this.all()]
    while (this.takes('OR')) of.push(this.all())
    return of.length === 1 && of[0] ? of[0] : { kind: 'or', of }
  }

  private all(): Query {
    const of: Query[] = []
    for (let next = this.next(); next && next.kind !== ')' && !isOperator(next, 'OR'); next = this.next()) {
      if (!this.takes('AND')) of.push(this.one())
    }
    return of.length === 1 && of[0] ? of[0] : { kind: 'and', of }
  }

  private one(): Query {
    if (this.takes('NOT')) return { kind: 'not', of: this.one() }
    const token = this.next()
    this.at += 1
    if (token?.kind === '(') return this.group()
    if (token?.kind === 'word' && token.text.startsWith('-') && token.text.length > 1) {
      return { kind: 'not', of: this.term(token.text.slice(1)) }
    }
    return token?.kind === 'phrase' ? phrase(null, token.text) : this.term(token?.text ?? '')
  }

  private group(): Query {
    const inner = this.either()
    if (this.next()?.kind === ')') this.at += 1
    return inner
  }

  /** A field may stand before a word, a phrase, or a group of alternatives. */
  private term(text: string): Query {
    const cut = text.indexOf(':')
    if (cut < 1) return { kind: 'term', field: null, comparator: '=', value: text, phrase: false }
    const field = text.slice(0, cut)
    const [, comparator = '=', value = ''] = /^(>=|<=|>|<)?(.*)$/s.exec(text.slice(cut + 1)) ?? []
    const next = this.next()
    if (value === '' && next?.kind === 'phrase') {
      this.at += 1
      return { kind: 'term', field, comparator: comparator as Comparator, value: next.text, phrase: true }
    }
    if (value === '' && next?.kind === '(') {
      this.at += 1
      return withField(this.group(), field)
    }
    return { kind: 'term', field, comparator: comparator as Comparator, value, phrase: false }
  }

  private next(): Token | undefined {
    return this.tokens[this.at]
  }

  private takes(operator: string): boolean {
    const found = isOperator(this.next(), operator)
    if (found) this.at += 1
    return found
  }
}

function isOperator(token: Token | undefined, operator: string): boolean {
  return token?.kind === 'word' && token.text === operator
}

function phrase(field: string | null, value: string): Query {
  return { kind: 'term', field, comparator: '=', value, phrase: true }
}

function withField(query: Query, field: string): Query {
  if (query.kind === 'term') return { ...query, field: query.field ?? field }
  if (query.kind === 'not') return { kind: 'not', of: withField(query.of, field) }
  return { kind: query.kind, of: query.of.map((one) => withField(one, field)) }
}

const TOKEN = /\s+|([()])|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|((?:\\.|[^\s()"'])+)/gs

/** A quote inside a word belongs to it only after a letter: `it's`. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const [, bracket, double, single, word] of text.replace(/(\w)'(\w)/g, "$1\\'$2").matchAll(TOKEN)) {
    if (bracket === '(' || bracket === ')') tokens.push({ kind: bracket, text: bracket })
    else if (double !== undefined || single !== undefined)
      tokens.push({ kind: 'phrase', text: plain(double ?? single ?? '') })
    else if (word !== undefined) tokens.push({ kind: 'word', text: plain(word) })
  }
  return tokens
}

function plain(text: string): string {
  return text.replace(/\\(.)/gs, '$1')
}
