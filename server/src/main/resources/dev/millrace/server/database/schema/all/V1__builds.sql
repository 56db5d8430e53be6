-- Builds, one row for each thing that has a state. Written and read by the room `builds` alone.
-- Moments are nanoseconds since 1970. Portable: SQLite and PostgreSQL take it as it is.

create table build (
  id varchar(200) not null primary key,
  version bigint not null,
  number bigint not null,
  pipeline_name varchar(255) not null,
  attempt integer not null,
  status varchar(20) not null,
  created_at_ns bigint not null,
  started_at_ns bigint,
  ended_at_ns bigint,
  cancelled_by varchar(255),
  cancel_forced boolean,
  cancelled_at_ns bigint,
  -- 1 until the build has ended and nothing is left to do for it
  unfinished smallint not null
);

create index build_newest on build (created_at_ns desc, id desc);

create index build_newest_of_pipeline on build (pipeline_name, created_at_ns desc, id desc);

create index build_unfinished on build (unfinished, created_at_ns, id);

-- The pipeline as it was when the build was accepted; apart, because it is large and never changes.
create table build_definition (
  build_id varchar(200) not null primary key references build (id),
  pipeline text not null
);

create table build_variable (
  build_id varchar(200) not null references build (id),
  name varchar(512) not null,
  position integer not null,
  value text not null,
  read_only boolean not null,
  sensitive boolean not null,
  primary key (build_id, name)
);

-- Columns `definition` are positions in the pipeline's list of stages, a stage's of jobs, a job's of
-- tasks; null for the finally stage, whose jobs are the finally jobs.
create table build_stage (
  build_id varchar(200) not null references build (id),
  position integer not null,
  id varchar(512) not null,
  name text not null,
  definition integer,
  status varchar(20) not null,
  attempt integer not null,
  started_at_ns bigint,
  ended_at_ns bigint,
  failure text,
  primary key (build_id, position)
);

create table build_job (
  build_id varchar(200) not null references build (id),
  id varchar(512) not null,
  stage integer not null,
  position integer not null,
  definition integer not null,
  name text not null,
  matrix text,
  depends_on text,
  status varchar(20) not null,
  attempt integer not null,
  fence bigint not null,
  lost_workers integer not null,
  prepared_at_ns bigint,
  started_at_ns bigint,
  ended_at_ns bigint,
  failure text,
  primary key (build_id, id)
);

create table build_task (
  build_id varchar(200) not null references build (id),
  job_id varchar(512) not null,
  position integer not null,
  id varchar(600) not null,
  status varchar(20) not null,
  attempt integer not null,
  retry integer not null,
  started_at_ns bigint,
  ended_at_ns bigint,
  failure text,
  outputs text,
  warnings text,
  primary key (build_id, job_id, position)
);

create table build_timer (
  build_id varchar(200) not null references build (id),
  timer_key varchar(600) not null,
  due_at_ns bigint not null,
  event text not null,
  primary key (build_id, timer_key)
);

-- The outbox: effects not known to be performed.
create table build_effect (
  build_id varchar(200) not null references build (id),
  version bigint not null,
  position integer not null,
  effect text not null,
  primary key (build_id, version, position)
);
