import type { Fields } from '../../src/model/fields.ts'
import type { Json } from '../../src/model/json.ts'
import type { Change, Named, Target, TargetTraits } from '../../src/model/target.ts'

/** A field to try. */
export interface Word {
  path: string
  /** Two values that it can hold. */
  one: Json
  other: Json
  /** What has to be made before it can be written. */
  defined?: Change
}

/** A definition with a list that people and others add to. */
export interface Growing {
  title: string
  /** It, unless it is there from the beginning; and what its list needs. */
  first: Change[]
  named: Named
  path: string
  /** What is added; one of them may be there already. */
  members: string[]
  /** Members that tell by a field of theirs where they are. */
  told?: { by: Named[]; path: string; value: Json }
}

/** What the definitions of an account are called. */
export interface DefinitionWords {
  made: Change[]
  /** What is there from the beginning. */
  found: (Named & { id: string })[]
  /** What has the same key and cannot be the same. */
  contradicting: { first: Change; second: Change }
  growing: Growing[]
}

/** What the suite says to a target: fields and keys that stand for those of any workspace. */
export interface Vocabulary {
  traits: TargetTraits
  /** A key of ours that ends in the name. */
  key(name: string): string
  owns(key: string): boolean
  /** Keys that searches may take for the key of the same name. */
  resembling(name: string): string[]
  /** What every new resource says. */
  given(key: string): Fields
  text: Word
  second: Word
  /** One of every type that holds values, where there are types. */
  typed?: Word[]
  /** Another in every run, and not compared. */
  passing: Word
  /** A path that could be a field and is none in this account; only where fields are defined. */
  lacking?: string
  /** What no new resource may say, each with what has to be made before; nothing where anything may be said. */
  refused: { fields: Fields; first?: Change[] }[]
  /** An id that looks like any other and belongs to nothing. */
  nobody: string
  definitions?: DefinitionWords
  /** Of what is written within a resource: keys by name, a field, and what every new one says. */
  parts?: { key(name: string): string; text: Word; second: Word; given?(key: string): Fields }
  /** An address that the target can fetch a picture from, and what has to be made before one can be shown. */
  pictures?: { url(file: string): string; defined?: Change }
  /** What all resources may have in common, by its id. */
  constant?: { id: string }
  /** A series of relations, and a resource that is none of ours. */
  relations?: { defined: Change; foreign: string }
}

/** A connected target over an account of its own that holds nothing but what the words name as found. */
export interface TargetFixture {
  target: Target
  words: Vocabulary
  /** Releases what the fixture holds, apart from the target itself. */
  close(): Promise<void>
}
