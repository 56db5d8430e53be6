-- By which a release is kept as long as a build of it is.
create index build_of_version on build (pipeline_id, pipeline_version);
