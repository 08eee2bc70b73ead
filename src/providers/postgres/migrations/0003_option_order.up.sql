-- jsonb sorts names; json keeps the order in which the source names what a variant is chosen by.

ALTER TABLE master_product_variants
  DROP CONSTRAINT option_values_object,
  ALTER COLUMN option_values DROP DEFAULT,
  ALTER COLUMN option_values TYPE json USING option_values::json,
  ALTER COLUMN option_values SET DEFAULT '{}',
  ADD CONSTRAINT option_values_object CHECK (json_typeof(option_values) = 'object');
