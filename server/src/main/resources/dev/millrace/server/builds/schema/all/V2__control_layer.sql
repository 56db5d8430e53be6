-- Reviews and quality gates: of a stage, and of a whole build before it begins. Null: none was asked.

alter table build_stage add column checks text;

alter table build add column trigger_review text;
