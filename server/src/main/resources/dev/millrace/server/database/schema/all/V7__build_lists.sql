-- What lists of builds are made by. All but the remark follows from what a build was started with
-- and never changes; empty texts and 0 where a build of before does not say it.

alter table build add column project_id varchar(128) not null default '';
-- As what it runs: builds of a draft are those of a pipeline of their own.
alter table build add column pipeline_id varchar(255) not null default '';
alter table build add column pipeline_version integer not null default 0;
alter table build add column started_by varchar(255) not null default '';
alter table build add column trigger_kind varchar(20) not null default '';
-- Also changed by people, whatever version the build is at.
alter table build add column remark varchar(4096) not null default '';

create index build_newest_in_project on build (project_id, created_at_ns desc, id desc);

create index build_newest_of_pipeline_id on build (pipeline_id, created_at_ns desc, id desc);

create index build_by_status_in_project
  on build (project_id, status desc, created_at_ns desc, id desc);

create index build_by_status_of_pipeline
  on build (pipeline_id, status desc, created_at_ns desc, id desc);

create index build_by_starter on build (started_by, created_at_ns desc, id desc);

create index build_by_number on build (pipeline_id, number);

-- Few builds have a remark, and a text within one is found by looking at all that do.
create index build_with_remark on build (project_id, created_at_ns desc, id desc)
  where remark <> '';

-- What ran before and was run again since: builds, stages, jobs and tasks whose rows say what they
-- are in their last execution. Of a stage the part is its id, of a task too; a build has neither.
create table build_earlier (
  build_id varchar(200) not null references build (id),
  attempt integer not null,
  retry integer not null,
  level varchar(10) not null,
  job_id varchar(512) not null,
  part_id varchar(600) not null,
  status varchar(20) not null,
  prepared_at_ns bigint,
  started_at_ns bigint,
  ended_at_ns bigint,
  failure text,
  primary key (build_id, attempt, retry, level, job_id, part_id)
);
