-- What the control layer remembers besides. Each column is null where there is nothing to remember.

-- What the build was started with, a JSON object; null in builds of the release before.
alter table build_definition add column start_values text;
