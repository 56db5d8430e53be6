-- Queues between builds: in which a build waits, and what decides between builds.

-- The pipeline of a build, its queue, and why it waits there: a JSON object; null in older rows.
alter table build add column queueing text;

-- What decides between builds: queues, mutexes. Written and read by the room `builds` alone.

-- An arbiter and the small part of its state, as its kind writes it.
create table arbiter (
  kind varchar(20) not null,
  name varchar(600) not null,
  version bigint not null,
  head text not null,
  primary key (kind, name)
);

-- The parts of a large state: the builds of a queue, those who wait for a mutex.
create table arbiter_entry (
  kind varchar(20) not null,
  name varchar(600) not null,
  entry_key varchar(600) not null,
  entry text not null,
  primary key (kind, name, entry_key)
);

create table arbiter_timer (
  kind varchar(20) not null,
  name varchar(600) not null,
  timer_key varchar(600) not null,
  due_at_ns bigint not null,
  event text not null,
  primary key (kind, name, timer_key)
);

-- The outbox: messages not known to be delivered.
create table arbiter_message (
  kind varchar(20) not null,
  name varchar(600) not null,
  version bigint not null,
  position integer not null,
  message text not null,
  primary key (kind, name, version, position)
);
