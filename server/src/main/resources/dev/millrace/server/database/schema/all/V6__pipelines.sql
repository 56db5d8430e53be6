-- Pipelines: what lists show, their versions, and apart from those the texts. Written and read by
-- the room `pipelines` alone.

create table pipeline (
  id varchar(80) not null primary key,
  project varchar(128) not null,
  name varchar(255) not null,
  -- without the difference of small and capital letters, where a capital may become two characters
  name_folded varchar(765) not null,
  -- hexadecimal, so that its order is the same in every database
  name_sort varchar(1600) not null,
  description varchar(255) not null,
  -- a JSON array, where pipeline_label is for searching
  labels text not null,
  enabled boolean not null,
  creator varchar(64) not null,
  created_at_ns bigint not null,
  changed_by varchar(64) not null,
  changed_at_ns bigint not null,
  revision bigint not null,
  last_version integer not null,
  newest_number integer,
  newest_release integer,
  newest_body integer,
  newest_triggers integer,
  newest_settings integer,
  draft_number integer,
  draft_base integer,
  draft_stamp bigint,
  deleted boolean not null,
  deleted_at_ns bigint
);

create unique index pipeline_name on pipeline (project, name) where deleted_at_ns is null;

create index pipeline_by_name on pipeline (project, deleted, name_sort, id);

create index pipeline_by_change on pipeline (project, deleted, changed_at_ns, id);

create index pipeline_by_creation on pipeline (project, deleted, created_at_ns, id);

create index pipeline_deleted on pipeline (deleted_at_ns, id);

-- What transactions that take a name in a project queue for, by locking its row.
create table pipeline_names (
  project varchar(128) not null primary key,
  changes bigint not null
);

create table pipeline_label (
  pipeline varchar(80) not null,
  label varchar(64) not null,
  primary key (pipeline, label)
);

create table pipeline_version (
  pipeline varchar(80) not null,
  number integer not null,
  release_number integer,
  release_body integer,
  release_triggers integer,
  release_settings integer,
  base integer,
  format varchar(10) not null,
  description varchar(1024) not null,
  saved_by varchar(64) not null,
  saved_at_ns bigint not null,
  primary key (pipeline, number)
);

-- The text of a version and the settings beside it.
create table pipeline_text (
  pipeline varchar(80) not null,
  number integer not null,
  format varchar(10) not null,
  content text not null,
  description varchar(255) not null,
  run_lock varchar(20) not null,
  concurrency_group varchar(128),
  cancel_in_progress boolean not null,
  queue_length integer,
  queue_minutes integer,
  max_parallel integer,
  cancel_policy varchar(30) not null,
  fail_if_variable_invalid boolean not null,
  clean_variables boolean not null,
  versions_kept integer not null,
  primary key (pipeline, number)
);
