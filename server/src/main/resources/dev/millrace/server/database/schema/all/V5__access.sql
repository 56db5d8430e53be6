-- Users, how they prove who they are, memberships and audits; read and written by the room `access`
-- alone. Projects; read and written by the room `projects` alone.

-- Keys are the ids in lower case. Without a password nobody can sign in.
create table access_user (
  user_key varchar(64) not null primary key,
  user_id varchar(64) not null,
  display_name varchar(64) not null,
  email varchar(254),
  administrator boolean not null,
  disabled boolean not null,
  created_ns bigint not null,
  changed_ns bigint not null,
  version bigint not null,
  password_hash varchar(255),
  failures integer,
  failed_ns bigint
);

-- The code that makes the first administrator, by its fingerprint; at most one row.
create table access_setup (
  id smallint not null primary key,
  fingerprint varchar(64) not null
);

create table access_session (
  id varchar(24) not null primary key,
  fingerprint varchar(64) not null unique,
  user_key varchar(64) not null,
  user_id varchar(64) not null,
  address varchar(64),
  client varchar(200),
  began_ns bigint not null,
  ends_ns bigint not null,
  idle_life_ns bigint not null,
  seen_ns bigint not null
);

create index access_session_user on access_session (user_key);

-- Scopes and projects are joined by commas; null: not limited.
create table access_token (
  id varchar(24) not null primary key,
  fingerprint varchar(64) not null unique,
  user_key varchar(64) not null,
  user_id varchar(64) not null,
  name varchar(64) not null,
  scopes text,
  projects text,
  created_ns bigint not null,
  expires_ns bigint not null,
  used_ns bigint
);

create index access_token_user on access_token (user_key);

create table access_member (
  project varchar(64) not null,
  user_key varchar(64) not null,
  user_id varchar(64) not null,
  role varchar(16) not null,
  since_ns bigint not null,
  until_ns bigint,
  primary key (project, user_key)
);

create index access_member_user on access_member (user_key, project);

-- What transactions queue for, by locking its row.
create table access_queue (
  name varchar(160) not null primary key,
  passes bigint not null
);

create table audit (
  at_ns bigint not null,
  id varchar(36) not null,
  user_id varchar(64),
  via varchar(64),
  address varchar(64),
  request varchar(64),
  verb varchar(40) not null,
  kind varchar(40) not null,
  thing varchar(255) not null,
  project varchar(64),
  was text,
  became text,
  primary key (at_ns, id)
);

create index audit_project on audit (project, at_ns, id);

create index audit_user on audit (user_id, at_ns, id);

create index audit_kind on audit (kind, at_ns, id);

-- Keys are in lower case.
create table project (
  id_key varchar(64) not null primary key,
  id varchar(64) not null,
  name_key varchar(192) not null,
  name varchar(64) not null,
  description varchar(255) not null,
  enabled boolean not null,
  max_pipelines integer not null,
  created_by varchar(64) not null,
  created_ns bigint not null,
  changed_ns bigint not null,
  version bigint not null
);

create index project_name on project (name_key, id_key);
