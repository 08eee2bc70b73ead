import type { Report, Rule } from './rule.ts'

/** Names that every JavaScript object answers to. No account uses them, and a value under one could get lost. */
const TAKEN: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

const HINT = 'Choose another label; this one means something else inside the program.'

function refuse(report: Report, label: string, position: Parameters<Report>[0]): void {
  if (!TAKEN.has(label)) return
  report(position, { code: 'reserved', message: `${label} cannot be used as a label`, hint: HINT })
}

const attributeLabels: Rule = ({ attributes }, report) => {
  for (const { label, position } of attributes) refuse(report, label, position)
}

const settingLabels: Rule = ({ sync, settings }, report) => {
  const { gallery, canonical } = settings.target
  refuse(report, gallery, sync.position(['target', 'plytix', 'gallery'], 'value'))
  canonical.identifiers.forEach((column, index) => {
    const position = sync.position(['target', 'plytix', 'canonical', 'identifiers', index], 'value')
    refuse(report, column.replace(/^attributes\./, ''), position)
  })
  for (const key of ['hierarchy', 'listings'] as const) {
    refuse(report, settings.relationships[key].label, sync.position(['relationships', key], 'value'))
  }
}

export const NAME_RULES: readonly Rule[] = [attributeLabels, settingLabels]
