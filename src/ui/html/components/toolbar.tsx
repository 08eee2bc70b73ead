import { Text } from './text.tsx'

export interface Choice {
  value: string
  text: string
}

export interface Filter {
  name: string
  label: string
  choices: Choice[]
}

/** What narrows the list of operations; it appears with the script that obeys it. */
export function Toolbar({ filters }: { filters: Filter[] }) {
  return (
    <search aria-label="Operations">
      <form id="toolbar" hidden>
        <label class="search">
          Search
          <input id="search" type="search" autocomplete="off" spellcheck={false} aria-describedby="keys" />
        </label>
        {filters.map(({ name, label, choices }) => (
          <label>
            {label}
            <select name={name}>
              <option value="">Any</option>
              {choices.map(({ value, text }) => (
                <option value={value}>
                  <Text of={text} />
                </option>
              ))}
            </select>
          </label>
        ))}
        <button type="reset">Reset</button>
        <button type="button" id="open">
          Open all
        </button>
        <button type="button" id="close">
          Close all
        </button>
        <p id="count" role="status" />
        <p id="keys" class="quiet">
          / searches, ↑ and ↓ go from operation to operation, Enter opens one.
        </p>
      </form>
    </search>
  )
}
