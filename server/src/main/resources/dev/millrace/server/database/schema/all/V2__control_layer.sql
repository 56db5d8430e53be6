-- What the rest of the control layer keeps. A null is what builds of before have.

-- What the job has asked for at its mutex, once it has.
alter table build_job add column mutex text;

-- Its number in the queue for machines of its stage; null and 0: it is not in it.
alter table build_job add column machine_turn integer;

-- What the build was started with, a JSON object; null in builds of the release before.
alter table build_definition add column start_values text;

-- What a job has of a machine, and how much of its timeout is used up; null in rows of version 1.
alter table build_job add column machine varchar(20);
alter table build_job add column ran_before_ns bigint;
alter table build_job add column running_since_ns bigint;

-- How a person let a paused task go on, and what the server does for a task: small JSON objects.
alter table build_task add column continued text;
alter table build_task add column work text;
