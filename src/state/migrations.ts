/**
 * The schema, one step per version; `PRAGMA user_version` counts the steps that were taken. Steps are never changed
 * once released, only added.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE runs (
    run_id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL,
    account TEXT NOT NULL,
    scope TEXT NOT NULL,
    started_at TEXT NOT NULL,
    operations INTEGER NOT NULL,
    ended_at TEXT,
    status TEXT,
    result TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX runs_by_plan ON runs (account, plan_id);

  -- An operation without an outcome is an open intent: its call may or may not have been done.
  CREATE TABLE operations (
    run_id TEXT NOT NULL REFERENCES runs (run_id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    intent_at TEXT,
    outcome TEXT,
    details TEXT,
    PRIMARY KEY (run_id, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE product_writes (
    account TEXT NOT NULL,
    product_id TEXT NOT NULL,
    sku TEXT NOT NULL,
    modified TEXT,
    created INTEGER NOT NULL,
    PRIMARY KEY (account, product_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE dead_images (
    account TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (account, url)
  ) STRICT, WITHOUT ROWID;
  `,
]
