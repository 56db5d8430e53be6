-- Texts compare by their bytes, whatever the order of the database they are in, and have no length
-- of their own: as in SQLite, where rooms alone say how long a text may be. Part of each migration.
do $$
declare
  found record;
begin
  for found in
    select table_name, column_name
    from information_schema.columns
    where table_schema = current_schema()
      and table_name <> 'flyway_schema_history'
      and data_type in ('character varying', 'text')
      and (data_type <> 'text' or collation_name is distinct from 'C')
  loop
    execute format(
      'alter table %I alter column %I type text collate "C"', found.table_name, found.column_name);
  end loop;
end
$$;
