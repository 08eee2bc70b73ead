import type { JsonSchema } from '../../model/provider.ts'

const COLUMN = { type: 'string', minLength: 1 }

/** Of one entry under `source.file`. */
export const SOURCE: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['path', 'key'],
  properties: {
    path: { description: 'The file, relative to sync.yaml.', type: 'string', minLength: 1 },
    shop: {
      description:
        'What the file is called in plans and overrides; its name without the ending unless it is said here.',
      type: 'string',
      pattern: '^[\\p{L}\\p{N}_.-]+$',
      'x-expected': 'letters, digits and the signs _ . -',
    },
    format: {
      description: 'csv, tsv, ndjson (one object a line) or json (a list of objects).',
      enum: ['auto', 'csv', 'tsv', 'ndjson', 'json'],
      default: 'auto',
    },
    encoding: {
      description: 'auto, or the name of an encoding such as utf-8, windows-1252, utf-16le or shift_jis.',
      type: 'string',
      minLength: 1,
      default: 'auto',
    },
    delimiter: {
      description: 'What stands between the columns of a CSV file: auto, or one character; "\\t" is a tab.',
      type: 'string',
      pattern: '^(auto|[^"\\r\\n])$',
      default: 'auto',
      'x-expected': 'auto or one character',
    },
    key: { ...COLUMN, description: 'The column that tells rows apart.' },
    parent: { ...COLUMN, description: 'The column that holds the key of the row that groups this one.' },
    codes: {
      description: 'The columns that hold codes.',
      type: 'object',
      additionalProperties: false,
      properties: {
        gtin: COLUMN,
        ean: COLUMN,
        upc: COLUMN,
        isbn: COLUMN,
        sku: COLUMN,
        model: COLUMN,
      },
    },
    images: {
      description:
        'Columns with the addresses of images, in the order of the gallery; the first one is the main image.',
      type: 'array',
      uniqueItems: true,
      items: COLUMN,
      default: [],
    },
    image_hosts: {
      description: 'Hosts that images may come from; none: any.',
      type: 'array',
      items: { type: 'string', pattern: '^[a-z0-9.-]+$', 'x-expected': 'a host such as cdn.example.com' },
      default: [],
    },
    columns: {
      description: 'Names for columns: NAME: COLUMN. Columns that are not named here are read under their own name.',
      type: 'object',
      propertyNames: { minLength: 1 },
      additionalProperties: COLUMN,
    },
  },
}
