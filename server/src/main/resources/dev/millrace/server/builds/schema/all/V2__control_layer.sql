-- What the rest of the control layer keeps. A null is what builds of before have.

-- What the job has asked for at its mutex, once it has.
alter table build_job add column mutex text;
