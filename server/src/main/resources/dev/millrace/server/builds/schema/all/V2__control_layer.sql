-- What the rest of the control layer keeps. A null is what builds of before have.

-- What the job has asked for at its mutex, once it has.
alter table build_job add column mutex text;

-- Its number in the queue for machines of its stage; null and 0: it is not in it.
alter table build_job add column machine_turn integer;
