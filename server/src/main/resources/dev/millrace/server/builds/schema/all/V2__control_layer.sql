-- What a job has of a machine, and how much of its timeout is used up; null in rows of version 1.
alter table build_job add column machine varchar(20);
alter table build_job add column ran_before_ns bigint;
alter table build_job add column running_since_ns bigint;

-- How a person let a paused task go on, and what the server does for a task: small JSON objects.
alter table build_task add column continued text;
alter table build_task add column work text;
