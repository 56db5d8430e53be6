-- Reviews and quality gates. Read and written by the room `builds` alone.

-- Of a stage: what is and was asked, as a JSON object; null: nothing.
alter table build_stage add column checks text;

-- Of a whole build, before it takes its place in its queue, as a JSON object; null: nobody is asked.
alter table build add column trigger_review text;
